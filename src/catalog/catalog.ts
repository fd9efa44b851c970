import type { KindId } from './arnTypes.ts';
import { dataKinds } from './data/kinds.ts';
import { environmentsKinds } from './environments/kinds.ts';
import { governanceKinds } from './governance/kinds.ts';
import { inferenceKinds } from './inference/kinds.ts';
import { groupNames, type ResourceKind } from './kind.ts';
import { modelsKinds } from './models/kinds.ts';
import { pipelinesKinds } from './pipelines/kinds.ts';
import { trainingKinds } from './training/kinds.ts';

/** Every kind, in the order in which people work with them. */
export const kinds: readonly ResourceKind[] = [
  ...dataKinds,
  ...trainingKinds,
  ...modelsKinds,
  ...inferenceKinds,
  ...pipelinesKinds,
  ...governanceKinds,
  ...environmentsKinds,
];

const byId: ReadonlyMap<KindId, ResourceKind> = new Map(kinds.map((kind) => [kind.id, kind]));

/** The groups of the tree, each with the kinds that have a row of their own. */
export const groups = groupNames.map((label) => ({
  label,
  kinds: kinds.filter((kind) => kind.group === label && !kind.nested),
}));

/** @throws Error for a kind without a file, which a test rules out. */
export function kindOf(id: KindId): ResourceKind {
  const kind = byId.get(id);
  if (!kind) throw new Error(`The catalog has no kind "${id}".`);
  return kind;
}
