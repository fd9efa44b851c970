import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { STSClient } from '@aws-sdk/client-sts';

/** A client per service, loaded on first use and shared until the connection ends. */
export interface Clients {
  sagemaker(): Promise<SageMakerClient>;
  runtime(): Promise<SageMakerRuntimeClient>;
  logs(): Promise<CloudWatchLogsClient>;
  s3(): Promise<S3Client>;
  sts(): Promise<STSClient>;
}

/** One place where SageMaker is. Nobody but `connection/` asks which. */
export interface Connection extends Clients {
  /** As the status bar shows it: `this machine`, `profile · region`. */
  readonly label: string;
  readonly region: string;
  /** Costs money, so acts that cost or destroy ask first. */
  readonly billed: boolean;
  /** Twelve digits. */
  accountId(): Promise<string>;
  /** The `AWS_…` variables with which boto3 and the AWS CLI reach the same place. Holds secrets: never log it. */
  environment(): Promise<Readonly<Record<string, string>>>;
}
