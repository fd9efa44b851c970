import type { ResourceKind } from '../kind.ts';
import { app } from './app.ts';
import { appImageConfig } from './appImageConfig.ts';
import { cluster } from './cluster.ts';
import { clusterSchedulerConfig } from './clusterSchedulerConfig.ts';
import { codeRepository } from './codeRepository.ts';
import { computeQuota } from './computeQuota.ts';
import { domain } from './domain.ts';
import { image } from './image.ts';
import { imageVersion } from './imageVersion.ts';
import { notebookInstance } from './notebookInstance.ts';
import { notebookInstanceLifecycleConfig } from './notebookInstanceLifecycleConfig.ts';
import { partnerApp } from './partnerApp.ts';
import { space } from './space.ts';
import { studioLifecycleConfig } from './studioLifecycleConfig.ts';
import { userProfile } from './userProfile.ts';

/** In the order in which they stand in the tree. */
export const environmentsKinds: readonly ResourceKind[] = [
  domain,
  userProfile,
  space,
  app,
  notebookInstance,
  cluster,
  clusterSchedulerConfig,
  computeQuota,
  partnerApp,
  image,
  imageVersion,
  appImageConfig,
  studioLifecycleConfig,
  notebookInstanceLifecycleConfig,
  codeRepository,
];
