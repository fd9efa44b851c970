import type { ResourceKind } from '../kind.ts';
import { featureGroup } from './featureGroup.ts';

/** In the order in which they stand in the tree. */
export const dataKinds: readonly ResourceKind[] = [featureGroup];
