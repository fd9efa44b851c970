import { type EngineRequest } from '../../http/message.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { type MetricSample, type MetricStore } from '../../store/metricStore.ts';
import { invalidCombination, invalidValue, missing } from './errors.ts';
import { dimensionsOf } from './members.ts';

const MAX_DATA = 1000;
const MAX_VALUES = 150;
const MAX_PAST_SECONDS = 14 * 86_400;
const MAX_FUTURE_SECONDS = 2 * 3600;
const LARGEST = 2 ** 360;

/** @throws AwsError for a number that CloudWatch does not take */
function checked(value: unknown, member: string): number {
  if (typeof value === 'number' && Math.abs(value) <= LARGEST) return value;
  throw invalidValue(`The value ${String(value)} for parameter ${member} is invalid.`);
}

function single(value: number, count: number, timestamp: number): MetricSample {
  return { timestamp, count, sum: value * count, min: value, max: value, isSet: false };
}

function setOf(set: JsonObject, at: string, timestamp: number): MetricSample {
  const count = checked(number(set, 'SampleCount'), `${at}.StatisticValues.SampleCount`);
  const [sum, min, max] = (['Sum', 'Minimum', 'Maximum'] as const).map((member) =>
    checked(set[member], `${at}.StatisticValues.${member}`),
  );
  if (!(count > 0) || (min ?? 0) > (max ?? 0)) {
    throw invalidValue(
      `The parameter ${at}.StatisticValues must have a SampleCount above 0 and a Minimum not above its Maximum.`,
    );
  }
  return { timestamp, count, sum: sum ?? 0, min: min ?? 0, max: max ?? 0, isSet: count > 1 };
}

function samplesOf(datum: JsonObject, at: string, timestamp: number): MetricSample[] {
  const values = Array.isArray(datum['Values']) ? datum['Values'] : undefined;
  const counts = Array.isArray(datum['Counts']) ? datum['Counts'] : undefined;
  const set = object(datum, 'StatisticValues');
  const given = [datum['Value'], set, values].filter((one) => one !== undefined).length;
  if (given === 0) {
    throw missing(`At least one of the parameters must be specified: ${at}.Value, StatisticValues, Values.`);
  }
  if (given > 1) {
    throw invalidCombination(`The parameters ${at}.Value, StatisticValues and Values exclude each other.`);
  }
  if (set) return [setOf(set, at, timestamp)];
  if (!values) return [single(checked(datum['Value'], `${at}.Value`), 1, timestamp)];
  if (values.length > MAX_VALUES) {
    throw invalidValue(`The collection ${at}.Values must not have a size greater than ${MAX_VALUES}.`);
  }
  if (counts && counts.length !== values.length) {
    throw invalidCombination(`The parameters ${at}.Values and Counts must be of the same size.`);
  }
  return values.map((value, index) => {
    const count = counts ? checked(counts[index], `${at}.Counts`) : 1;
    if (!(count > 0)) throw invalidValue(`The values of ${at}.Counts must be above 0.`);
    return single(checked(value, `${at}.Values`), count, timestamp);
  });
}

function timeOf(datum: JsonObject, at: string, now: number): number {
  const given = number(datum, 'Timestamp');
  if (given === undefined) return now;
  const age = now / 1000 - given;
  if (age > MAX_PAST_SECONDS || age < -MAX_FUTURE_SECONDS) {
    throw invalidValue(
      `The parameter ${at}.Timestamp must specify a time within the past two weeks and the next two hours.`,
    );
  }
  return given * 1000;
}

/** PutMetricData: all or none, durable before the answer. */
export function putMetricData(store: MetricStore): RpcHandler {
  return (input, { scope }: EngineRequest) => {
    const namespace = text(input, 'Namespace') ?? '';
    if (namespace.startsWith('AWS/')) {
      throw invalidValue(`The value ${namespace} for parameter Namespace is invalid: AWS/ is AWS's own.`);
    }
    const entities = objects(input, 'EntityMetricData').flatMap((entity) => objects(entity, 'MetricData'));
    const data = [...objects(input, 'MetricData'), ...entities];
    if (data.length === 0) throw missing('The parameter MetricData is required.');
    if (data.length > MAX_DATA) {
      throw invalidValue(`The collection MetricData must not have a size greater than ${MAX_DATA}.`);
    }
    const now = Date.now();
    const samples = data.flatMap((datum, index) => {
      const at = `MetricData.member.${index + 1}`;
      const resolution = number(datum, 'StorageResolution') ?? 60;
      if (resolution !== 1 && resolution !== 60) {
        throw invalidValue(`The parameter ${at}.StorageResolution must be 1 or 60.`);
      }
      const key = {
        region: scope.region,
        namespace,
        name: text(datum, 'MetricName') ?? '',
        dimensions: dimensionsOf(datum),
        unit: text(datum, 'Unit') ?? 'None',
      };
      return samplesOf(datum, at, timeOf(datum, at, now)).map((sample) => ({ key, sample }));
    });
    store.write(samples);
    return {};
  };
}
