import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { SubjectNote, SubjectView } from '../../messages/metrics.ts';

/** What is known of a job beside its series. */
export interface JobFacts {
  /** Undefined before the first answer. */
  readonly job: DescribeTrainingJobResponse | undefined;
  /** What services answered instead of metrics. */
  readonly refusals: readonly string[];
  readonly hosts: number;
  /** How many of them are measured. */
  readonly mostHosts: number;
  /** The log was too long to be read. */
  readonly tooLong: boolean;
  /** Series of the algorithm that have values. */
  readonly matched: number;
}

const over = new Set(['Completed', 'Failed', 'Stopped']);

export function isOver({ TrainingJobStatus }: DescribeTrainingJobResponse): boolean {
  return over.has(TrainingJobStatus ?? '');
}

/** A job in words: its state, and why there is nothing to see where there is not. */
export function trainingJobView(id: string, name: string, facts: JobFacts): SubjectView {
  const { job } = facts;
  return {
    kind: 'trainingJob',
    name,
    id,
    status: job ? statusWords(job) : 'Asking…',
    isRunning: job === undefined || !isOver(job),
    startedAt: (job?.TrainingStartTime ?? job?.CreationTime)?.getTime(),
    notes: job ? [...algorithmNotes(job, facts), ...otherNotes(facts)] : [],
    finals: (job?.FinalMetricDataList ?? []).flatMap(({ MetricName, Value }) =>
      MetricName !== undefined && Value !== undefined ? { metric: MetricName, value: Value } : [],
    ),
    problem: undefined,
  };
}

function statusWords({ TrainingJobStatus, SecondaryStatus }: DescribeTrainingJobResponse): string {
  const words = (text: string | undefined) =>
    (text ?? '')
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .replace(/(?<=\s)[A-Z](?=[a-z])/g, (one) => one.toLowerCase());
  const [status, step] = [words(TrainingJobStatus), words(SecondaryStatus)];
  return step === '' || step === status ? status : `${status} · ${step}`;
}

function algorithmNotes(job: DescribeTrainingJobResponse, { matched }: JobFacts): SubjectNote[] {
  if (matched > 0) return [];
  const definitions = job.AlgorithmSpecification?.MetricDefinitions ?? [];
  if ((job.FinalMetricDataList?.length ?? 0) > 0 && isOver(job)) {
    return [
      {
        text: 'Neither CloudWatch nor the log has values over time of this job any more. Its last values, which SageMaker keeps, are below.',
        act: undefined,
      },
    ];
  }
  if (definitions.length === 0) {
    return [
      {
        text: 'This job has no metric definitions, so nothing is read out of its log. Clone it and add definitions on the launch page: each is a name and a regular expression whose first group is the number.',
        act: 'clone',
      },
    ];
  }
  const names = definitions.map(({ Name = '' }) => Name).join(', ');
  if (isOver(job)) {
    return [
      {
        text: `No line of the log matched a metric definition (${names}). Compare the log with their regular expressions; the launch page tries them on the last log.`,
        act: 'tail',
      },
    ];
  }
  const waiting =
    job.SecondaryStatus === 'Training'
      ? `The script runs; no line of its log has matched a metric definition yet (${names}).`
      : `Waiting for the training to begin: the job is at "${statusWords(job)}".`;
  return [{ text: waiting, act: 'tail' }];
}

function otherNotes({ refusals, hosts, mostHosts, tooLong }: JobFacts): SubjectNote[] {
  const texts = [
    ...new Set(refusals),
    ...(tooLong
      ? [
          'The log is longer than 100 MB, so its metrics are those of CloudWatch, in the order of their times.',
        ]
      : []),
    ...(hosts > mostHosts ? [`The first ${mostHosts} of ${hosts} hosts are measured here.`] : []),
  ];
  return texts.map((text) => ({ text, act: undefined }));
}
