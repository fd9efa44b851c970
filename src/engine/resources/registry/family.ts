import { type Family } from '../catalogue.ts';
import { algorithm } from './algorithm.ts';
import { batchDescribe } from './batchDescribe.ts';
import { groupPolicyOperations } from './groupPolicy.ts';
import { listModelMetadata } from './modelMetadata.ts';
import { modelPackage } from './modelPackage.ts';
import { modelPackageGroup } from './modelPackageGroup.ts';
import { createModelPackage } from './createModelPackage.ts';

/** The model registry: groups, versions, their approval, and algorithms. */
export const registryFamily: Family = {
  name: 'Model registry',
  kinds: [modelPackageGroup, modelPackage, algorithm],
  operations: ({ of, store }) => ({
    ...groupPolicyOperations(of('ModelPackageGroup')),
    CreateModelPackage: createModelPackage(of('ModelPackage'), of('ModelPackageGroup')),
    BatchDescribeModelPackage: batchDescribe(of('ModelPackage')),
    ListModelMetadata: listModelMetadata(store),
  }),
};
