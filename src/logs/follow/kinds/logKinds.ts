import type { TailKind } from '../tailKind.ts';
import { app, cluster, notebookInstance } from './environments.ts';
import { endpoint, inferenceComponent } from './hosting.ts';
import {
  compilationJob,
  inferenceRecommendationsJob,
  labelingJob,
  processingJob,
  transformJob,
} from './jobs.ts';
import type { LogKind } from './logKind.ts';
import { pipelineExecution } from './pipelineExecution.ts';
import { autoMLJob, hyperParameterTuningJob, monitoringSchedule } from './starters.ts';
import { trainingJob } from './trainingJob.ts';

/** How each kind's log is found and followed. */
export const logKinds: Readonly<Record<TailKind, LogKind>> = {
  trainingJob,
  processingJob,
  hyperParameterTuningJob,
  autoMLJob,
  transformJob,
  endpoint,
  inferenceComponent,
  inferenceRecommendationsJob,
  compilationJob,
  labelingJob,
  monitoringSchedule,
  pipelineExecution,
  notebookInstance,
  app,
  cluster,
};
