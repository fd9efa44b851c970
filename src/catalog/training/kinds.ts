import type { ResourceKind } from '../kind.ts';
import { autoMLJob } from './autoMLJob.ts';
import { customizationJob } from './customizationJob.ts';
import { experiment } from './experiment.ts';
import { hyperParameterTuningJob } from './hyperParameterTuningJob.ts';
import { mlflowApp } from './mlflowApp.ts';
import { mlflowTrackingServer } from './mlflowTrackingServer.ts';
import { processingJob } from './processingJob.ts';
import { trainingJob } from './trainingJob.ts';
import { trainingPlan } from './trainingPlan.ts';
import { trial } from './trial.ts';
import { trialComponent } from './trialComponent.ts';

/** In the order in which they stand in the tree. */
export const trainingKinds: readonly ResourceKind[] = [
  trainingJob,
  processingJob,
  hyperParameterTuningJob,
  autoMLJob,
  customizationJob,
  experiment,
  trial,
  trialComponent,
  mlflowTrackingServer,
  mlflowApp,
  trainingPlan,
];
