import type { BatchTransformInput, EndpointInput, MonitoringOutputConfig } from '@aws-sdk/client-sagemaker';
import type { Child } from '../details.ts';
import { roleChild } from '../links.ts';
import { linkChild, present, s3Child, valueChild } from '../parts.ts';

/** As the Developer Guide's pages on it say; they name no date. */
export const monitorClosed =
  'AWS no longer opens SageMaker Model Monitor to new customers. Those who use it can go on.';

interface S3Resource {
  readonly S3Uri?: string | undefined;
}

/** What the four kinds of job definitions, and those within schedules, have in common; each names its members otherwise. */
export interface MonitoringJob {
  readonly input:
    | {
        readonly EndpointInput?: EndpointInput | undefined;
        readonly BatchTransformInput?: BatchTransformInput | undefined;
        readonly GroundTruthS3Input?: S3Resource | undefined;
      }
    | undefined;
  readonly app:
    | {
        readonly ImageUri?: string | undefined;
        readonly ConfigUri?: string | undefined;
        readonly RecordPreprocessorSourceUri?: string | undefined;
        readonly PostAnalyticsProcessorSourceUri?: string | undefined;
      }
    | undefined;
  readonly baseline:
    | {
        readonly BaseliningJobName?: string | undefined;
        readonly ConstraintsResource?: S3Resource | undefined;
        readonly StatisticsResource?: S3Resource | undefined;
      }
    | undefined;
  readonly output: MonitoringOutputConfig | undefined;
  readonly role: string | undefined;
}

/** What a job looks at, in words. */
export function monitored({ input }: MonitoringJob): string | undefined {
  const endpoint = input?.EndpointInput?.EndpointName;
  return endpoint === undefined
    ? input?.BatchTransformInput?.DataCapturedDestinationS3Uri
    : `endpoint ${endpoint}`;
}

/**
 * What a monitoring job reads, compares with and writes.
 * @param beside an ARN of its account and region
 */
export function monitoringChildren(job: MonitoringJob, beside: string): Child[] {
  const { input, app, baseline, output } = job;
  const batch = input?.BatchTransformInput?.DataCapturedDestinationS3Uri;
  return present(
    linkChild('Endpoint', 'radio-tower', beside, 'endpoint', input?.EndpointInput?.EndpointName),
    s3Child('batch', 'Captured data', batch),
    s3Child('truth', 'Ground truth', input?.GroundTruthS3Input?.S3Uri),
    ...(output?.MonitoringOutputs ?? []).map(({ S3Output: to }, index) =>
      s3Child(`output/${index}`, 'Reports', to?.S3Uri),
    ),
    s3Child('constraints', 'Baseline constraints', baseline?.ConstraintsResource?.S3Uri),
    s3Child('statistics', 'Baseline statistics', baseline?.StatisticsResource?.S3Uri),
    linkChild('Baselining job', 'gear', beside, 'processingJob', baseline?.BaseliningJobName),
    s3Child('config', 'Analysis configuration', app?.ConfigUri),
    s3Child('before', 'Preprocessing script', app?.RecordPreprocessorSourceUri),
    s3Child('after', 'Postprocessing script', app?.PostAnalyticsProcessorSourceUri),
    valueChild('Image', 'layers', app?.ImageUri),
    roleChild(job.role),
  );
}
