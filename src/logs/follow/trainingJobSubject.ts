import type { DescribeTrainingJobResponse, MetricData, SecondaryStatus } from '@aws-sdk/client-sagemaker';
import { words } from '../../catalog/status.ts';
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

/** What two columns of metrics may take of a terminal of 80 characters, less the gaps and the name of the fact. */
const widestCells = 60;

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
    facts.push(['Because', words(job.SecondaryStatus)]);
  if (end !== undefined && job.CreationTime) {
    const billed = job.BillableTimeInSeconds;
    const billable = billed === undefined ? '' : ` (billable: ${formatDuration(billed * 1000)})`;
    facts.push(['Duration', formatDuration(end - job.CreationTime.getTime()) + billable]);
  }
  const model = job.ModelArtifacts?.S3ModelArtifacts;
  if (model) facts.push(['Model', model]);
  return [...facts, ...metricFacts(job.FinalMetricDataList ?? [])];
}

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
