import {
  GetMetricData$,
  GetMetricStatistics$,
  ListMetrics$,
  PutMetricData$,
} from '@aws-sdk/client-cloudwatch';
import { type Service } from '../../http/message.ts';
import { awsJsonService } from '../../protocols/awsJson.ts';
import { awsQueryService, type RpcHandler } from '../../protocols/awsQuery.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { rpcV2CborService } from '../../protocols/rpcV2Cbor.ts';
import { type MetricStore } from '../../store/metricStore.ts';
import { ERROR_NAMES, validation } from './errors.ts';
import { getMetricData } from './getMetricData.ts';
import { getMetricStatistics } from './getMetricStatistics.ts';
import { listMetrics } from './listMetrics.ts';
import { putMetricData } from './putMetricData.ts';

const TARGET = 'GraniteServiceVersion20100801';

/** CloudWatch's metrics in its three protocols: JSON (the SDK for JavaScript, boto3, the AWS CLI), CBOR, and query (older clients). */
export function createCloudWatchServices(metrics: MetricStore): Service[] {
  const handlers: Record<string, RpcHandler> = {
    PutMetricData: putMetricData(metrics),
    GetMetricData: getMetricData(metrics),
    GetMetricStatistics: getMetricStatistics(metrics),
    ListMetrics: listMetrics(metrics),
  };
  const common = {
    signingNames: ['monitoring'],
    schemas: { GetMetricData$, GetMetricStatistics$, ListMetrics$, PutMetricData$ },
    constraints: constraintsOf('monitoring'),
    invalidInput: validation,
    handlers,
  };
  return [
    awsJsonService({ ...common, targetPrefix: TARGET, version: '1.0', errorNames: ERROR_NAMES }),
    rpcV2CborService({ ...common, serviceName: TARGET, errorNames: ERROR_NAMES }),
    awsQueryService({
      ...common,
      version: '2010-08-01',
      xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    }),
  ];
}
