import { number, objects, text, type Json, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { type MetricStore } from '../../store/metricStore.ts';
import { invalidToken, validation } from './errors.ts';
import { fromToken, seconds, toToken } from './members.ts';
import { MAX_POINTS, MetricQueries } from './metricQueries.ts';

/** Where a page begins: at a result, after a time. */
type Place = readonly [result: number, after: number | null];

function placeOf(input: JsonObject, results: number): Place {
  const token = text(input, 'NextToken');
  if (token === undefined) return [0, null];
  const place = fromToken(token);
  if (!Array.isArray(place)) throw invalidToken();
  const [result, after] = place as unknown[];
  const isResult = Number.isSafeInteger(result) && Number(result) >= 0 && Number(result) < results;
  if (!isResult || !(after === null || Number.isSafeInteger(after))) throw invalidToken();
  return [Number(result), after === null ? null : Number(after)];
}

/** GetMetricData: several metrics, and what is calculated of them, at once, page by page. */
export function getMetricData({ reads }: MetricStore): RpcHandler {
  return (input, { scope }) => {
    const [start, end] = [seconds(input, 'StartTime'), seconds(input, 'EndTime')];
    if (start >= end) throw validation('The parameter StartTime must be less than the parameter EndTime.');
    const range = { start, end: Math.ceil(end) };
    const queries = new MetricQueries(objects(input, 'MetricDataQueries'), range, scope.region, reads);
    const descending = input['ScanBy'] !== 'TimestampAscending';
    let room = number(input, 'MaxDatapoints') ?? MAX_POINTS;
    if (room < 1 || room > MAX_POINTS) throw validation(`MaxDatapoints must be 1 to ${MAX_POINTS}.`);

    const asked = queries.results();
    const [first, resumed] = placeOf(input, Math.max(1, asked.length));
    const results: JsonObject[] = [];
    let next: Place | undefined;
    for (const [index, { id, label, read }] of asked.entries()) {
      if (index < first || next) continue;
      const after = index === first ? resumed : null;
      // One more than there is room for tells whether the page ends here.
      const points = read({ after, descending, limit: room + 1 });
      const page = points.slice(0, room);
      const [times, values]: [Json[], Json[]] = [[], []];
      for (const [at, value] of page) {
        if (value === undefined) continue;
        times.push(at);
        values.push(value);
      }
      room -= page.length;
      if (points.length > page.length) next = [index, page.at(-1)?.[0] ?? after];
      else if (room === 0 && index + 1 < asked.length) next = [index + 1, null];
      results.push({
        Id: id,
        Label: label,
        Timestamps: times,
        Values: values,
        StatusCode: next?.[0] === index ? 'PartialData' : 'Complete',
      });
    }
    return { MetricDataResults: results, Messages: [], ...(next && { NextToken: toToken(next) }) };
  };
}
