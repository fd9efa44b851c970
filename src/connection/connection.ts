import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Place } from './place.ts';

/** A client per service, loaded on first use and shared until the connection ends. */
export interface Clients {
  sagemaker(): Promise<SageMakerClient>;
  runtime(): Promise<SageMakerRuntimeClient>;
  logs(): Promise<CloudWatchLogsClient>;
  s3(): Promise<S3Client>;
  sts(): Promise<STSClient>;
  cloudwatch(): Promise<CloudWatchClient>;
  iam(): Promise<IAMClient>;
  quotas(): Promise<ServiceQuotasClient>;
  ecr(): Promise<ECRClient>;
  /**
   * The Price List API, in the region nearest by of the few that have it. Undefined where there is none: on this machine,
   * at an endpoint URL, and in partitions other than `aws`.
   */
  pricing(): Promise<PricingClient | undefined>;
}

/** Who the requests of a connection are signed by. */
export interface Identity {
  /** Twelve digits. */
  readonly account: string;
  /** Of a user, a role's session or the account itself. */
  readonly arn: string;
}

/** One place where SageMaker is. Nobody but `connection/` asks which. */
export interface Connection extends Clients {
  readonly place: Place;
  /**
   * Where this is connected, for what is remembered per connection: `this-machine`, `profile/dev/eu-west-1`,
   * `endpoint/http://127.0.0.1:5000/us-east-1`. The same after a restart, and without secrets.
   */
  readonly key: string;
  /** As the status bar shows it: `this machine`, `profile · region`. */
  readonly label: string;
  readonly region: string;
  /** As in ARNs: `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** Costs money, so acts that cost or destroy ask first. */
  readonly billed: boolean;
  /** Who one is here: STS is asked once. */
  identity(): Promise<Identity>;
  /** Twelve digits. */
  accountId(): Promise<string>;
  /** The `AWS_…` variables with which boto3 and the AWS CLI reach the same place. Holds secrets: never log it. */
  environment(): Promise<Readonly<Record<string, string>>>;
}
