import { endpoint } from './endpoint.ts';
import { endpointConfig } from './endpointConfig.ts';
import { featureGroup } from './featureGroup.ts';
import type { Group, ResourceKind } from './kind.ts';
import { model } from './model.ts';
import type { KindId } from './resource.ts';
import { trainingJob } from './trainingJob.ts';

const byId: Readonly<Record<KindId, ResourceKind>> = {
  featureGroup,
  trainingJob,
  model,
  endpoint,
  endpointConfig,
};

/** Every kind, in the order in which people work with them. */
export const kinds: readonly ResourceKind[] = Object.values(byId);

/** The groups of the tree, each with its kinds. */
export const groups: readonly { readonly label: Group; readonly kinds: readonly ResourceKind[] }[] = (
  ['Data', 'Training', 'Models', 'Inference'] as const
).map((label) => ({ label, kinds: kinds.filter((kind) => kind.group === label) }));

export function kindOf(id: KindId): ResourceKind {
  return byId[id];
}
