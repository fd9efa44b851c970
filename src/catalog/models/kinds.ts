import type { ResourceKind } from '../kind.ts';
import { model } from './model.ts';

/** In the order in which they stand in the tree. */
export const modelsKinds: readonly ResourceKind[] = [model];
