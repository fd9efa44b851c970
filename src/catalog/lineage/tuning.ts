import { call } from '../sdk.ts';
import { byArns, type Finder, mostOfOne } from './finder.ts';

/** The training jobs of a tuning job, newest first. */
export const tunedJobs: Finder = async (from, { resource }, signal) => {
  const { TrainingJobSummaries: jobs = [] } = await call(
    from,
    'ListTrainingJobsForHyperParameterTuningJob',
    { HyperParameterTuningJobName: resource.name, MaxResults: mostOfOne },
    signal,
  );
  return byArns(
    'made',
    jobs.map((job) => job.TrainingJobArn),
  );
};
