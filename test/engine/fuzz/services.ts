import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as s3 from '@aws-sdk/client-s3';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as runtime from '@aws-sdk/client-sagemaker-runtime';
import { type StaticOperationSchema } from '@smithy/types';

/** A service of the engine that speaks AWS JSON. */
export interface JsonTarget {
  readonly service: string;
  /** Before the dot in `X-Amz-Target`. */
  readonly prefix: string;
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
  { service: 'sagemaker', prefix: 'SageMaker', schemas: sagemaker },
  { service: 'logs', prefix: 'Logs_20140328', schemas: logs },
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
