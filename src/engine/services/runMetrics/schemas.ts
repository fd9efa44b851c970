import type { StaticListSchema, StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import type { ServiceConstraints } from '../../../analysis/shapes/constraint.ts';

/*
 * SageMaker Metrics in the form of the SDK's schemas, and its constraints: two operations, for which the engine needs no
 * client's package. 0 is a text, 1 a number, 4 a time; the last number says how many members are required.
 */
const SPACE = 'com.amazonaws.sagemakermetrics';

const rawMetricData: StaticStructureSchema = [
  3,
  SPACE,
  'RawMetricData',
  0,
  ['MetricName', 'Timestamp', 'Value', 'Step'],
  [0, 4, 1, 1],
  3,
];
const rawMetricDataList: StaticListSchema = [1, SPACE, 'RawMetricDataList', 0, () => rawMetricData];
const putRequest: StaticStructureSchema = [
  3,
  SPACE,
  'BatchPutMetricsRequest',
  0,
  ['TrialComponentName', 'MetricData'],
  [0, () => rawMetricDataList],
  2,
];
const putError: StaticStructureSchema = [
  3,
  SPACE,
  'BatchPutMetricsError',
  0,
  ['Code', 'MetricIndex'],
  [0, 1],
];
const putErrors: StaticListSchema = [1, SPACE, 'BatchPutMetricsErrorList', 0, () => putError];
const putResponse: StaticStructureSchema = [
  3,
  SPACE,
  'BatchPutMetricsResponse',
  0,
  ['Errors'],
  [() => putErrors],
];

const metricQuery: StaticStructureSchema = [
  3,
  SPACE,
  'MetricQuery',
  0,
  ['MetricName', 'ResourceArn', 'MetricStat', 'Period', 'XAxisType', 'Start', 'End'],
  [0, 0, 0, 0, 0, 1, 1],
  5,
];
const metricQueryList: StaticListSchema = [1, SPACE, 'MetricQueryList', 0, () => metricQuery];
const getRequest: StaticStructureSchema = [
  3,
  SPACE,
  'BatchGetMetricsRequest',
  0,
  ['MetricQueries'],
  [() => metricQueryList],
  1,
];
const queryResult: StaticStructureSchema = [
  3,
  SPACE,
  'MetricQueryResult',
  0,
  ['Status', 'XAxisValues', 'MetricValues', 'Message'],
  [0, 64 | 1, 64 | 1, 0],
  3,
];
const queryResults: StaticListSchema = [1, SPACE, 'MetricQueryResultList', 0, () => queryResult];
const getResponse: StaticStructureSchema = [
  3,
  SPACE,
  'BatchGetMetricsResponse',
  0,
  ['MetricQueryResults'],
  [() => queryResults],
];

const batchPut: StaticOperationSchema = [
  9,
  SPACE,
  'BatchPutMetrics',
  { http: ['PUT', '/BatchPutMetrics', 200] },
  () => putRequest,
  () => putResponse,
];
const batchGet: StaticOperationSchema = [
  9,
  SPACE,
  'BatchGetMetrics',
  { http: ['POST', '/BatchGetMetrics', 200] },
  () => getRequest,
  () => getResponse,
];

/** By the names that the SDK's packages export. */
export const RUN_METRICS_SCHEMAS: object = { BatchPutMetrics$: batchPut, BatchGetMetrics$: batchGet };

export const RUN_METRICS_CONSTRAINTS: ServiceConstraints = {
  shapes: {
    ExperimentEntityName: { pattern: '^[a-z0-9](-*[a-z0-9]){0,119}', min: 1, max: 120 },
    MetricName: { pattern: '.+', min: 1, max: 255 },
    Step: { min: 0 },
    RawMetricDataList: { min: 1, max: 10 },
    MetricQueryList: { min: 1, max: 100 },
    SageMakerResourceArn: {
      pattern: 'arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-].*/.*',
      max: 2048,
    },
    MetricStatistic: { enum: ['Min', 'Max', 'Avg', 'Count', 'StdDev', 'Last'] },
    Period: { enum: ['OneMinute', 'FiveMinute', 'OneHour', 'IterationNumber'] },
    XAxisType: { enum: ['IterationNumber', 'Timestamp'] },
  },
  members: {
    BatchPutMetricsRequest: { TrialComponentName: 'ExperimentEntityName', MetricData: 'RawMetricDataList' },
    RawMetricData: { MetricName: 'MetricName', Step: 'Step' },
    BatchGetMetricsRequest: { MetricQueries: 'MetricQueryList' },
    MetricQuery: {
      MetricName: 'MetricName',
      ResourceArn: 'SageMakerResourceArn',
      MetricStat: 'MetricStatistic',
      Period: 'Period',
      XAxisType: 'XAxisType',
    },
  },
  collections: {},
};
