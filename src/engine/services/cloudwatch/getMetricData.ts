import { number, object, objects, text, type Json, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { dimensionsText, type MetricReads } from '../../store/metricReads.ts';
import { type MetricStore } from '../../store/metricStore.ts';
import { invalidToken, validation } from './errors.ts';
import { dimensionsOf, fromToken, requirePeriod, seconds, toToken } from './members.ts';
import { statistic, type Statistic, valuesOf } from './statistics.ts';

const MAX_POINTS = 100_800;
const MAX_QUERIES = 500;

/** One `MetricStat` query, checked. */
interface Query {
  readonly id: string;
  readonly label: string;
  readonly series: readonly number[];
  readonly period: number;
  readonly tell: Statistic;
}

/** Where a page begins: at a query, after a time. */
type Place = readonly [query: number, after: number | null];

function readQuery(item: JsonObject, region: string, reads: MetricReads): Query {
  const id = text(item, 'Id') ?? '';
  const stat = object(item, 'MetricStat');
  if (!/^[a-z][A-Za-z0-9_]*$/.test(id)) {
    throw validation(`The value ${id} for parameter MetricDataQueries.member.Id is not a valid id.`);
  }
  if ((item['Expression'] === undefined) === (stat === undefined)) {
    throw validation(`The query ${id} must have either MetricStat or Expression.`);
  }
  if (!stat) {
    throw validation(`The query ${id} has an Expression: the local engine answers MetricStat queries only.`);
  }
  const metric = object(stat, 'Metric');
  const period = number(stat, 'Period') ?? 0;
  requirePeriod(period);
  const name = text(stat, 'Stat') ?? '';
  const tell = statistic(name);
  if (!tell) throw validation(`The value ${name} for parameter MetricStat.Stat is not supported here.`);
  const unit = text(stat, 'Unit');
  const metricName = text(metric, 'MetricName') ?? '';
  const dimensions = dimensionsText(dimensionsOf(metric));
  const series = reads
    .series(region, text(metric, 'Namespace') ?? '', metricName, dimensions)
    .filter((one) => unit === undefined || one.unit === unit)
    .map((one) => one.id);
  return { id, label: text(item, 'Label') ?? metricName, series, period, tell };
}

function readQueries(input: JsonObject, region: string, reads: MetricReads): Query[] {
  const items = objects(input, 'MetricDataQueries');
  if (items.length === 0 || items.length > MAX_QUERIES) {
    throw validation(`MetricDataQueries must have 1 to ${MAX_QUERIES} queries.`);
  }
  const ids = new Set(items.map((item) => text(item, 'Id')));
  if (ids.size < items.length) throw validation('The ids of MetricDataQueries must be unique.');
  if (items.every((item) => item['ReturnData'] === false)) {
    throw validation('At least one query must return data.');
  }
  const queries = items.map((item) => readQuery(item, region, reads));
  return queries.filter((_, index) => items[index]?.['ReturnData'] !== false);
}

function placeOf(input: JsonObject, queries: number): Place {
  const token = text(input, 'NextToken');
  if (token === undefined) return [0, null];
  const place = fromToken(token);
  if (!Array.isArray(place)) throw invalidToken();
  const [query, after] = place as unknown[];
  const isQuery = Number.isSafeInteger(query) && Number(query) >= 0 && Number(query) < queries;
  if (!isQuery || !(after === null || Number.isSafeInteger(after))) throw invalidToken();
  return [Number(query), after === null ? null : Number(after)];
}

/** GetMetricData: several metrics at once, page by page. */
export function getMetricData({ reads }: MetricStore): RpcHandler {
  return (input, { scope }) => {
    const [start, end] = [seconds(input, 'StartTime'), seconds(input, 'EndTime')];
    if (start >= end) throw validation('The parameter StartTime must be less than the parameter EndTime.');
    const queries = readQueries(input, scope.region, reads);
    const descending = input['ScanBy'] !== 'TimestampAscending';
    let room = number(input, 'MaxDatapoints') ?? MAX_POINTS;
    if (room < 1 || room > MAX_POINTS) throw validation(`MaxDatapoints must be 1 to ${MAX_POINTS}.`);

    const [first, resumed] = placeOf(input, queries.length);
    const results: JsonObject[] = [];
    let next: Place | undefined;
    for (const [index, query] of queries.entries()) {
      if (index < first || next) continue;
      const after = index === first ? resumed : null;
      const range = {
        start: Math.floor(start / query.period) * query.period,
        end: Math.ceil(end),
        period: query.period,
        ...(after !== null && (descending ? { end: after } : { start: after + query.period })),
      };
      // One more than there is room for tells whether the page ends here.
      const periods = reads.periods(query.series, range, { descending, limit: room + 1 });
      const page = periods.slice(0, room);
      const [times, values]: [Json[], Json[]] = [[], []];
      for (const found of page) {
        const value = query.tell(found, valuesOf(reads, query.series, found.at, query.period));
        if (value === undefined) continue;
        times.push(found.at);
        values.push(value);
      }
      room -= page.length;
      if (periods.length > page.length) next = [index, page.at(-1)?.at ?? after];
      else if (room === 0 && index + 1 < queries.length) next = [index + 1, null];
      results.push({
        Id: query.id,
        Label: query.label,
        Timestamps: times,
        Values: values,
        StatusCode: next?.[0] === index ? 'PartialData' : 'Complete',
      });
    }
    return { MetricDataResults: results, Messages: [], ...(next && { NextToken: toToken(next) }) };
  };
}
