import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { LaunchRecord } from '../spec/launchHistory.ts';
import type { LaunchPlaces } from '../spec/launchPlaces.ts';
import type { LaunchShapes } from '../spec/launchShapes.ts';
import { sourceUriOf, specFromJob } from '../spec/specFromJob.ts';
import type { SentLaunch } from './keepLaunch.ts';

/**
 * A launch of an earlier window as it was sent: from the history, and what that does not keep (where its files are, and
 * credentials in its values) from the job itself.
 * @param region of the connection
 */
export function sentBefore(
  { spec, jobName, jobArn, refused = [] }: LaunchRecord,
  job: DescribeTrainingJobResponse,
  { shapes, region }: { readonly shapes: LaunchShapes; readonly region: string },
): SentLaunch {
  const { hyperparameters } = specFromJob(job, shapes);
  const { Environment } = job;
  return {
    ...{ jobName, jobArn, refused, places: placesOfJob(job, region) },
    spec: { ...spec, hyperparameters, request: { ...spec.request, ...(Environment && { Environment }) } },
    request: { TrainingJobName: jobName, ResourceConfig: job.ResourceConfig },
  };
}

function placesOfJob(job: DescribeTrainingJobResponse, region: string): LaunchPlaces {
  const channels = job.InputDataConfig ?? [];
  return {
    region,
    sourceUri: sourceUriOf(job) ?? '',
    channelUri: (name) =>
      channels.find(({ ChannelName }) => ChannelName === name)?.DataSource?.S3DataSource?.S3Uri ?? '',
    outputUri: job.OutputDataConfig?.S3OutputPath ?? '',
  };
}
