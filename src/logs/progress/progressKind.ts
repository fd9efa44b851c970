import type { KindId } from '../../catalog/resource.ts';
import type { TailKind } from '../follow/tailKind.ts';

/** Jobs that print how far they are; endpoints and notebooks do not end. */
export const progressKinds = [
  'trainingJob',
  'processingJob',
  'transformJob',
] as const satisfies readonly TailKind[];

export type ProgressKind = (typeof progressKinds)[number];

export function tellsProgress(kind: KindId): kind is ProgressKind {
  return progressKinds.some((one) => one === kind);
}
