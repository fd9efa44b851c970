import type { DescribeTrainingJobResponse, MetricData } from '@aws-sdk/client-sagemaker';
import { words } from '../../../catalog/status.ts';
import { call } from '../../../catalog/sdk.ts';
import { trainingUsage } from '../../../catalog/training/trainingJob.ts';
import { formatFineDuration } from '../../../analysis/text/duration.ts';
import type { Bill } from '../subject.ts';
import type { Document, LogKind, Step } from './logKind.ts';

/** `/aws/sagemaker/TrainingJobs`, streams `<job>/algo-<n>-<epoch>`. */
export const trainingJob: LogKind = {
  describe: (from, { name }, signal) => call(from, 'DescribeTrainingJob', { TrainingJobName: name }, signal),
  status: 'TrainingJobStatus',
  arn: 'TrainingJobArn',
  places: ({ name, host }) => [
    { group: '/aws/sagemaker/TrainingJobs', prefix: `${name}/`, ...(host !== undefined && { host }) },
  ],
  ends: { Completed: 'completed', Failed: 'failed', Stopped: 'stopped' },
  begun: ['CreationTime'],
  ended: ['TrainingEndTime', 'LastModifiedTime'],
  waits: {
    Starting: 'starting the job',
    LaunchingMLInstances: 'launching the instances',
    PreparingTrainingStack: 'preparing the instances',
    Pending: 'waiting for capacity',
    Downloading: 'downloading the input data',
    DownloadingTrainingImage: 'downloading the image',
    Training: 'the script runs and has printed nothing yet',
    Updating: 'updating the job',
    Uploading: 'uploading the model',
    Interrupted: 'a spot instance was taken away; the job starts again when there is another',
    Restarting: 'restarting the job',
    Stopping: 'stopping the job',
  },
  writing: ['Training'],
  step: trainingStep,
  facts: trainingFacts,
  bill: trainingBill,
};

/** What SageMaker says of every job in these steps, in other words than ours; all else is said for a reason. */
const usual = new Set([
  'Starting the training job',
  'Launching requested ML instances',
  'Preparing the instances for training',
  'Downloading input data',
  'Downloading the training image',
  'Training in-progress',
  'Training image download completed. Training in progress.',
  'Uploading generated training model',
  'Stopping the training job',
]);

function trainingStep(document: Document): Step {
  const job: Partial<DescribeTrainingJobResponse> = document;
  const last = job.SecondaryStatusTransitions?.at(-1);
  const message = last?.StatusMessage?.trim();
  return {
    name: job.SecondaryStatus ?? 'Starting',
    since: (last?.StartTime ?? job.CreationTime)?.getTime(),
    ...(message !== undefined && message !== '' && !usual.has(message) && { message }),
  };
}

/** SageMaker's seconds are those of the clock; each instance of the cluster is billed for them. */
function trainingBill(document: Document): Bill | undefined {
  const job: Partial<DescribeTrainingJobResponse> = document;
  const seconds = job.BillableTimeInSeconds;
  return seconds === undefined ? undefined : { seconds, usages: trainingUsage(job) };
}

function trainingFacts(document: Document): readonly (readonly [string, string])[] {
  const job: Partial<DescribeTrainingJobResponse> = document;
  const facts: (readonly [string, string])[] = [];
  const end = job.TrainingEndTime?.getTime();
  if (job.SecondaryStatus !== job.TrainingJobStatus && job.SecondaryStatus)
    facts.push(['Because', words(job.SecondaryStatus)]);
  if (end !== undefined && job.CreationTime) {
    const billed = job.BillableTimeInSeconds;
    const billable = billed === undefined ? '' : ` (billable: ${formatFineDuration(billed * 1000)})`;
    facts.push(['Duration', formatFineDuration(end - job.CreationTime.getTime()) + billable]);
  }
  const model = job.ModelArtifacts?.S3ModelArtifacts;
  if (model) facts.push(['Model', model]);
  return [...facts, ...metricFacts(job.FinalMetricDataList ?? [])];
}

/** What two columns of metrics may take of a terminal of 80 characters, less the gaps and the name of the fact. */
const widestCells = 60;

/**
 * Names and values below one another, two columns when there are many: however narrow the terminal is, a name stays with
 * its value, and the log above stays in sight.
 */
function metricFacts(metrics: readonly MetricData[]): (readonly [string, string])[] {
  const cells = metrics.map(({ MetricName = '', Value }) => [MetricName, metric(Value)] as const);
  const names = Math.max(0, ...cells.map(([name]) => name.length));
  const values = Math.max(0, ...cells.map(([, value]) => value.length));
  const columns = cells.length > 3 && 2 * (names + values) <= widestCells ? 2 : 1;
  const texts = cells.map(([name, value]) => `${name.padEnd(names)}  ${value.padEnd(values)}`);
  const rows = Array.from({ length: Math.ceil(texts.length / columns) }, (_, row) =>
    texts.slice(row * columns, (row + 1) * columns).join('    '),
  );
  return rows.map((row, i) => [i === 0 ? 'Metrics' : '', row.trimEnd()] as const);
}

function metric(value: number | undefined): string {
  return value === undefined ? '?' : String(Number(value.toPrecision(6)));
}
