import { call } from '../../../catalog/sdk.ts';
import type { LogKind } from './logKind.ts';

const ends = { Completed: 'completed', Failed: 'failed', Stopped: 'stopped' } as const;

/** `/aws/sagemaker/ProcessingJobs`, streams `<job>/<host>-<epoch>`; so says "Log groups and streams" in AWS's guide. */
export const processingJob: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeProcessingJob', { ProcessingJobName: name }, signal),
  status: 'ProcessingJobStatus',
  arn: 'ProcessingJobArn',
  places: ({ name, host }) => [
    { group: '/aws/sagemaker/ProcessingJobs', prefix: `${name}/`, ...(host !== undefined && { host }) },
  ],
  ends,
  begun: ['ProcessingStartTime', 'CreationTime'],
  ended: ['ProcessingEndTime', 'LastModifiedTime'],
  waits: {
    InProgress: 'the instances start, or the container has printed nothing yet',
    Stopping: 'stopping the job',
  },
  writing: ['InProgress'],
};

/** Streams `<job>/<instance>-<epoch>`, with `…/data-log` for what is written about records. */
export const transformJob: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeTransformJob', { TransformJobName: name }, signal),
  status: 'TransformJobStatus',
  arn: 'TransformJobArn',
  places: ({ name, host }) => [
    { group: '/aws/sagemaker/TransformJobs', prefix: `${name}/`, ...(host !== undefined && { host }) },
  ],
  ends,
  begun: ['TransformStartTime', 'CreationTime'],
  ended: ['TransformEndTime'],
  waits: {
    InProgress: 'the instances start, or the model has printed nothing yet',
    Stopping: 'stopping the job',
  },
  writing: ['InProgress'],
};

/** One stream, named as the job. */
export const compilationJob: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeCompilationJob', { CompilationJobName: name }, signal),
  status: 'CompilationJobStatus',
  arn: 'CompilationJobArn',
  places: ({ name }) => [{ group: '/aws/sagemaker/CompilationJobs', prefix: name, whole: true }],
  ends: { COMPLETED: 'completed', FAILED: 'failed', STOPPED: 'stopped' },
  begun: ['CompilationStartTime', 'CreationTime'],
  ended: ['CompilationEndTime'],
  waits: { STARTING: 'starting the job', INPROGRESS: 'compiling the model', STOPPING: 'stopping the job' },
  writing: ['INPROGRESS'],
};

/** One stream, named as the job. */
export const labelingJob: LogKind = {
  describe: (from, { name }, signal) => call(from, 'DescribeLabelingJob', { LabelingJobName: name }, signal),
  status: 'LabelingJobStatus',
  arn: 'LabelingJobArn',
  places: ({ name }) => [{ group: '/aws/sagemaker/LabelingJobs', prefix: name, whole: true }],
  ends,
  begun: ['CreationTime'],
  ended: ['LastModifiedTime'],
  waits: {
    Initializing: 'preparing the tasks',
    InProgress: 'the workers are labeling',
    Stopping: 'stopping the job',
  },
  writing: ['InProgress'],
};

/** Streams `<job>/execution`, `<job>/CompilationJob/…`, `<job>/Endpoint/…`. */
export const inferenceRecommendationsJob: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeInferenceRecommendationsJob', { JobName: name }, signal),
  status: 'Status',
  arn: 'JobArn',
  places: ({ name }) => [{ group: '/aws/sagemaker/InferenceRecommendationsJobs', prefix: `${name}/` }],
  ends: { COMPLETED: 'completed', FAILED: 'failed', STOPPED: 'stopped', DELETED: 'deleted' },
  begun: ['CreationTime'],
  ended: ['CompletionTime', 'LastModifiedTime'],
  waits: {
    PENDING: 'starting the job',
    IN_PROGRESS: 'measuring the model on its instances',
    STOPPING: 'stopping the job',
    DELETING: 'deleting the job',
  },
  writing: ['IN_PROGRESS'],
};
