import { kinds } from '../catalog.ts';
import type { KindId } from '../arnTypes.ts';
import type { ResourceKind } from '../kind.ts';

const byId: ReadonlyMap<KindId, ResourceKind> = new Map(kinds.map((kind) => [kind.id, kind]));

/** A kind, where the catalog has it. */
export function knownKind(id: KindId): ResourceKind | undefined {
  return byId.get(id);
}

/** How people call one of a kind: `training job`. */
export function kindTitle(id: KindId): string {
  return byId.get(id)?.singular ?? id.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
