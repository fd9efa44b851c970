import type { ResourceKind } from '../kind.ts';
import { algorithm } from './algorithm.ts';
import { compilationJob } from './compilationJob.ts';
import { hub } from './hub.ts';
import { hubContent } from './hubContent.ts';
import { model } from './model.ts';
import { modelCard } from './modelCard.ts';
import { modelPackage } from './modelPackage.ts';
import { modelPackageGroup } from './modelPackageGroup.ts';
import { optimizationJob } from './optimizationJob.ts';

/** In the order in which they stand in the tree. */
export const modelsKinds: readonly ResourceKind[] = [
  model,
  modelPackageGroup,
  modelPackage,
  modelCard,
  algorithm,
  compilationJob,
  optimizationJob,
  hub,
  hubContent,
];
