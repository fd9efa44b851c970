import type { ResourceKind } from '../kind.ts';

/** In the order in which they stand in the tree. */
export const governanceKinds: readonly ResourceKind[] = [];
