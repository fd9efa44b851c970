import type { SageMaker } from '../../catalog/kind.ts';
import { call } from '../../catalog/sdk.ts';
import { inParallel } from '../../platform/inParallel.ts';
import type { SpotJob } from '../spec/launchFacts.ts';

/** Whether a job was a spot job only describing it tells. */
const looked = 30;
const wanted = 5;
const atOnce = 5;

/**
 * The last spot jobs of the connection that have ended well, the newest first; at most five among the last thirty jobs.
 * @throws what SageMaker answers
 */
export async function lastSpotJobs(sagemaker: SageMaker, signal?: AbortSignal): Promise<SpotJob[]> {
  const list = await call(
    sagemaker,
    'ListTrainingJobs',
    { StatusEquals: 'Completed', SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: looked },
    signal,
  );
  const names = (list.TrainingJobSummaries ?? []).flatMap(({ TrainingJobName: name }) => name ?? []);
  const found = new Map<string, SpotJob>();
  await inParallel(names, atOnce, async (name) => {
    if (found.size >= wanted) return;
    const job = await call(sagemaker, 'DescribeTrainingJob', { TrainingJobName: name }, signal);
    const { TrainingTimeInSeconds: trainingSeconds, BillableTimeInSeconds: billableSeconds } = job;
    if (job.EnableManagedSpotTraining !== true) return;
    if (trainingSeconds === undefined || billableSeconds === undefined || trainingSeconds === 0) return;
    found.set(name, { trainingSeconds, billableSeconds });
  });
  return names.flatMap((name) => found.get(name) ?? []).slice(0, wanted);
}
