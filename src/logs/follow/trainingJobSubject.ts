import type { DescribeTrainingJobResponse, MetricData, SecondaryStatus } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import { formatDuration } from '../text/durations.ts';
import { isNamed } from './errors.ts';
import { type Subject, type SubjectEnd, SubjectGone, type SubjectState } from './subject.ts';

const outcomes: Readonly<Record<string, SubjectEnd['outcome']>> = {
  Completed: 'completed',
  Failed: 'failed',
  Stopped: 'stopped',
};

/** What a job waits for before its script writes, by secondary status. */
const waits: Readonly<Partial<Record<SecondaryStatus, string>>> = {
  Starting: 'starting the job',
  LaunchingMLInstances: 'launching the instances',
  PreparingTrainingStack: 'preparing the instances',
  Pending: 'waiting for capacity',
  Downloading: 'downloading the input data',
  DownloadingTrainingImage: 'downloading the image',
  Training: 'the script runs and has printed nothing yet',
  Uploading: 'uploading the model',
  Interrupted: 'a spot instance was taken away; the job starts again when there is another',
  Restarting: 'restarting the job',
  Stopping: 'stopping the job',
};

/** A training job whose log is followed. */
export class TrainingJobSubject implements Subject {
  readonly kind = 'trainingJob';
  readonly name: string;
  readonly title: string;
  readonly #connection: Connection;

  constructor(connection: Connection, name: string) {
    this.#connection = connection;
    this.name = name;
    this.title = `Training job ${name}`;
  }

  async look(signal: AbortSignal): Promise<SubjectState> {
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await this.#connection.sagemaker();
    try {
      const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: this.name }), {
        abortSignal: signal,
      });
      return trainingJobState(job);
    } catch (error) {
      if (isNamed(error, 'ResourceNotFound', 'ValidationException'))
        throw new SubjectGone(`There is no training job "${this.name}".`, { cause: error });
      throw error;
    }
  }
}

/** What a description says about following the job. */
export function trainingJobState(job: DescribeTrainingJobResponse): SubjectState {
  const { TrainingJobStatus: status = 'InProgress', TrainingJobArn: arn = '' } = job;
  const outcome = outcomes[status];
  if (outcome) {
    const at = (job.TrainingEndTime ?? job.LastModifiedTime)?.getTime();
    const end = { outcome, facts: trainingFacts(job), ...(at !== undefined && { at }) };
    return { status, arn, end: job.FailureReason ? { ...end, reason: job.FailureReason } : end };
  }
  const step = job.SecondaryStatus ?? 'Starting';
  const what = waits[step];
  if (what === undefined) return { status, arn };
  const since = (job.SecondaryStatusTransitions?.at(-1)?.StartTime ?? job.CreationTime)?.getTime();
  const untilFirstLine = step === 'Training';
  return { status, arn, waiting: { what, untilFirstLine, ...(since !== undefined && { since }) } };
}

function trainingFacts(job: DescribeTrainingJobResponse): (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [];
  const end = job.TrainingEndTime?.getTime();
  if (job.SecondaryStatus !== job.TrainingJobStatus && job.SecondaryStatus)
    facts.push(['Because', job.SecondaryStatus]);
  if (end !== undefined && job.CreationTime) {
    const billed = job.BillableTimeInSeconds;
    const billable = billed === undefined ? '' : ` (billable: ${formatDuration(billed * 1000)})`;
    facts.push(['Duration', formatDuration(end - job.CreationTime.getTime()) + billable]);
  }
  const model = job.ModelArtifacts?.S3ModelArtifacts;
  if (model) facts.push(['Model', model]);
  return [...facts, ...metricFacts(job.FinalMetricDataList ?? [])];
}

/** A line each, with the values below one another: however narrow the terminal is, a name stays with its value. */
function metricFacts(metrics: readonly MetricData[]): (readonly [string, string])[] {
  const width = Math.max(0, ...metrics.map(({ MetricName = '' }) => MetricName.length));
  return metrics.map(
    ({ MetricName = '', Value }, i) =>
      [i === 0 ? 'Metrics' : '', `${MetricName.padEnd(width)}  ${metric(Value)}`] as const,
  );
}

function metric(value: number | undefined): string {
  return value === undefined ? '?' : String(Number(value.toPrecision(6)));
}
