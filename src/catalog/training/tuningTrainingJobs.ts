import type { HyperParameterTrainingJobSummary, TrainingJobStatus } from '@aws-sdk/client-sagemaker';
import type { Page, PageQuery, SageMaker } from '../kind.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput } from '../sdk.ts';

/** The training jobs that a tuning job has begun. The operation finds no names, so its pages are looked through. */
export async function listTuningTrainingJobs(
  from: SageMaker,
  tuningJob: string,
  query: PageQuery,
): Promise<Page> {
  const answer = await call(
    from,
    'ListTrainingJobsForHyperParameterTuningJob',
    {
      ...pageInput(query),
      HyperParameterTuningJobName: tuningJob,
      StatusEquals: query.status as TrainingJobStatus | undefined,
      SortBy: query.sortBy === 'Name' || query.sortBy === 'Status' ? query.sortBy : 'CreationTime',
      SortOrder: query.sortOrder ?? 'Descending',
    },
    query.signal,
  );
  const part = query.nameContains?.toLowerCase() ?? '';
  return {
    items: (answer.TrainingJobSummaries ?? [])
      .map(tunedJobResource)
      .filter(({ name }) => name.toLowerCase().includes(part)),
    nextToken: answer.NextToken,
  };
}

function tunedJobResource(job: HyperParameterTrainingJobSummary): Resource {
  const { MetricName: metric, Value: value } = job.FinalHyperParameterTuningJobObjectiveMetric ?? {};
  return {
    kind: 'trainingJob',
    name: job.TrainingJobName ?? '',
    arn: job.TrainingJobArn ?? '',
    status: job.TrainingJobStatus,
    note:
      metric === undefined || value === undefined ? undefined : `${metric} ${Number(value.toPrecision(5))}`,
    createdAt: job.CreationTime,
    endedAt: job.TrainingEndTime,
  };
}
