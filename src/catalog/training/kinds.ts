import type { ResourceKind } from '../kind.ts';
import { trainingJob } from './trainingJob.ts';

/** In the order in which they stand in the tree. */
export const trainingKinds: readonly ResourceKind[] = [trainingJob];
