import * as autoscaling from '@aws-sdk/client-application-auto-scaling';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ecr from '@aws-sdk/client-ecr';
import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as runtime from '@aws-sdk/client-sagemaker-runtime';
import * as quotas from '@aws-sdk/client-service-quotas';
import * as sts from '@aws-sdk/client-sts';
import { type StaticOperationSchema } from '@smithy/types';

/** A service of the engine that speaks AWS JSON. */
export interface JsonTarget {
  readonly service: string;
  /** Before the dot in `X-Amz-Target`. */
  readonly prefix: string;
  readonly schemas: object;
  /** Of AWS JSON. */
  readonly version: '1.0' | '1.1';
  /** Requests at random seldom fit what is there. */
  readonly seldomSucceeds?: true;
}

/** A service of the engine that speaks the query protocol. */
export interface QueryTarget {
  readonly service: string;
  readonly version: string;
  readonly schemas: object;
}

/** A service of the engine with REST bindings. */
export interface RestTarget {
  readonly service: string;
  readonly schemas: object;
  /** The label that leads every path, where the templates do not name it. */
  readonly leading?: string;
}

export const JSON_SERVICES: readonly JsonTarget[] = [
  { service: 'sagemaker', prefix: 'SageMaker', schemas: sagemaker, version: '1.1' },
  { service: 'logs', prefix: 'Logs_20140328', schemas: logs, version: '1.1' },
  { service: 'monitoring', prefix: 'GraniteServiceVersion20100801', schemas: cloudwatch, version: '1.0' },
  { service: 'servicequotas', prefix: 'ServiceQuotasV20190624', schemas: quotas, version: '1.1' },
  { service: 'ecr', prefix: 'AmazonEC2ContainerRegistry_V20150921', schemas: ecr, version: '1.1' },
  {
    service: 'application-autoscaling',
    prefix: 'AnyScaleFrontendService',
    schemas: autoscaling,
    version: '1.1',
    // They name one of fourteen services, of which one is here, and a variant that is there.
    seldomSucceeds: true,
  },
];

export const QUERY_SERVICES: readonly QueryTarget[] = [
  { service: 'sts', version: '2011-06-15', schemas: sts },
  { service: 'iam', version: '2010-05-08', schemas: iam },
  { service: 'monitoring', version: '2010-08-01', schemas: cloudwatch },
];

export const REST_SERVICES: readonly RestTarget[] = [
  { service: 's3', schemas: s3, leading: 'Bucket' },
  { service: 'sagemaker', schemas: runtime },
];

/** The operations that a client package declares. */
export function operationsOf(schemas: object): StaticOperationSchema[] {
  return Object.values(schemas).filter(
    (value): value is StaticOperationSchema => Array.isArray(value) && value[0] === 9,
  );
}
