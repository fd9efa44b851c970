import { objects, text, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { type MetricStore } from '../../store/metricStore.ts';
import { invalidToken } from './errors.ts';
import { fromToken, toToken } from './members.ts';

const PAGE = 500;
/** CloudWatch lists what had data in the last two weeks. */
const LISTED_SECONDS = 14 * 86_400;
const RECENT_SECONDS = 3 * 3600;

function placeOf(input: JsonObject): [string, string, string] | undefined {
  const token = text(input, 'NextToken');
  if (token === undefined) return undefined;
  const place = fromToken(token);
  if (!Array.isArray(place) || place.length !== 3 || place.some((part) => typeof part !== 'string')) {
    throw invalidToken();
  }
  return place as [string, string, string];
}

/** ListMetrics, in the order of their names. */
export function listMetrics(store: MetricStore): RpcHandler {
  return (input, { scope }) => {
    const age = text(input, 'RecentlyActive') === undefined ? LISTED_SECONDS : RECENT_SECONDS;
    const found = store.reads.list({
      region: scope.region,
      namespace: text(input, 'Namespace'),
      name: text(input, 'MetricName'),
      dimensions: objects(input, 'Dimensions').map((filter) => ({
        name: text(filter, 'Name') ?? '',
        value: text(filter, 'Value'),
      })),
      since: Math.floor(Date.now() / 1000) - age,
      after: placeOf(input),
      limit: PAGE + 1,
    });
    const page = found.slice(0, PAGE);
    const last = found.length > PAGE ? page.at(-1) : undefined;
    return {
      Metrics: page.map(({ namespace, name, dimensions }) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
      })),
      ...(last && { NextToken: toToken([last.namespace, last.name, JSON.stringify(last.dimensions)]) }),
    };
  };
}
