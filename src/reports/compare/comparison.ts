import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { directionOf } from '../../analysis/metrics/best.ts';
import type {
  CompareColumn,
  ComparedJob,
  CompareGroup,
  CompareValue,
  Comparison,
} from '../../messages/compare.ts';
import { parametersOf } from './parameters.ts';

/** One job as it was asked for. */
export interface AskedJob {
  readonly name: string;
  /** Undefined while nothing is known, or when it could not be asked. */
  readonly description: DescribeTrainingJobResponse | undefined;
  /** US dollars an hour of all its instances; undefined where that is not known. */
  readonly usdPerHour: number | undefined;
  readonly problem: string | undefined;
}

export interface ComparisonPlace {
  readonly label: string;
  readonly billed: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** SageMaker's word in words: `InProgress` → `In progress`. */
  words(status: string): string;
}

const tones: Readonly<Record<string, ComparedJob['tone']>> = {
  Completed: 'good',
  Failed: 'bad',
  InProgress: 'running',
  Stopping: 'running',
};

type Row = Map<string, { readonly column: Omit<CompareColumn, 'differs'>; readonly value: CompareValue }>;

const noRow: Row = new Map();

/** Jobs side by side: what each was given, what came out, how long it took and what it cost. */
export function compare(jobs: readonly AskedJob[], place: ComparisonPlace): Comparison {
  const rows = jobs.map((job) => rowOf(job, place));
  const columns = new Map<string, Omit<CompareColumn, 'differs'>>();
  for (const row of rows) for (const [id, { column }] of row) columns.set(id, column);
  return {
    place: place.label,
    billed: place.billed,
    columns: [...columns.values()]
      .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
      .map((column) => describe(column, jobs, rows)),
    jobs: jobs.map((job, index) => comparedJob(job, rows[index] ?? noRow, place)),
    isRunning: jobs.some(({ description }) => tones[description?.TrainingJobStatus ?? ''] === 'running'),
  };
}

const order: readonly CompareGroup[] = ['job', 'parameter', 'metric'];

function describe(
  column: Omit<CompareColumn, 'differs'>,
  jobs: readonly AskedJob[],
  rows: readonly Row[],
): CompareColumn {
  // A job of which nothing is known differs in nothing.
  const known = rows.filter((_, index) => jobs[index]?.description !== undefined);
  const values = known.map((row) => row.get(column.id)?.value);
  const isText = values.some((value) => typeof value === 'string');
  return {
    ...column,
    unit: column.unit === 'number' && isText ? 'text' : column.unit,
    differs: new Set(values).size > 1,
  };
}

function comparedJob(job: AskedJob, row: Row, place: ComparisonPlace): ComparedJob {
  const status = job.description?.TrainingJobStatus;
  return {
    name: job.name,
    arn: job.description?.TrainingJobArn ?? '',
    status: status === undefined ? '' : place.words(status),
    tone: tones[status ?? ''] ?? 'other',
    values: Object.fromEntries([...row].map(([id, { value }]) => [id, value])),
    problem: job.problem,
  };
}

function rowOf({ description: job, usdPerHour }: AskedJob, { billed, now }: ComparisonPlace): Row {
  const row: Row = new Map();
  if (!job) return row;
  const put = (
    group: CompareGroup,
    label: string,
    value: CompareValue,
    unit: CompareColumn['unit'] = 'number',
    good?: 'lowest' | 'highest',
  ): void => {
    const id = `${group}/${label}`;
    if (value !== undefined) row.set(id, { column: { id, label, group, unit, better: good }, value });
  };
  const seconds = durationOf(job, now);
  put('job', 'Duration', seconds, 'seconds', 'lowest');
  // What is billed is known at the end; until then it is what the instances have run for.
  const billable = job.BillableTimeInSeconds ?? seconds;
  if (billed && usdPerHour !== undefined && billable !== undefined)
    put('job', 'Cost', (billable / 3600) * usdPerHour, 'usd', 'lowest');
  for (const [name, value] of parametersOf(job)) put('parameter', name, value);
  for (const { MetricName: name = '', Value: value } of job.FinalMetricDataList ?? [])
    put('metric', name, value, 'number', directionOf(name));
  return row;
}

/** Whole seconds from its creation to its end, or until now, as durations are told: fractions of one tell jobs apart that took equally long. */
function durationOf(job: DescribeTrainingJobResponse, now: number): number | undefined {
  const begin = job.CreationTime?.getTime();
  const isOver = tones[job.TrainingJobStatus ?? ''] !== 'running';
  const end = job.TrainingEndTime?.getTime() ?? (isOver ? job.LastModifiedTime?.getTime() : now);
  return begin === undefined || end === undefined ? undefined : Math.max(0, Math.floor((end - begin) / 1000));
}
