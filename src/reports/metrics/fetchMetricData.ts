import type {
  CloudWatchClient,
  GetMetricDataCommandOutput,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';

/** One metric as CloudWatch is asked for it. */
export interface MetricAsk {
  /** The caller's own. */
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
}

export interface MetricRange {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Seconds. */
  readonly period: number;
}

/** Values in the order of their times (milliseconds since the epoch: the begin of each period). */
export interface MetricPoints {
  readonly times: number[];
  readonly values: number[];
}

/** GetMetricData's limit of queries in one call. It pages by itself what has more than its 100,800 values. */
const mostQueries = 500;

/**
 * Asks CloudWatch for any number of metrics, all their pages.
 * @returns by the asks' ids; those without data are not in it
 * @throws what CloudWatch answers
 */
export async function fetchMetricData(
  client: CloudWatchClient,
  asks: readonly MetricAsk[],
  { start, end, period }: MetricRange,
  signal: AbortSignal,
): Promise<Map<string, MetricPoints>> {
  const found = new Map<string, MetricPoints>();
  if (end <= start) return found;
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  for (let first = 0; first < asks.length; first += mostQueries) {
    const batch = asks.slice(first, first + mostQueries);
    const input = {
      StartTime: new Date(start),
      EndTime: new Date(end),
      ScanBy: 'TimestampAscending' as const,
      MetricDataQueries: batch.map((ask, index) => queryOf(ask, index, period)),
    };
    let NextToken: string | undefined;
    do {
      const answer: GetMetricDataCommandOutput = await client.send(
        new GetMetricDataCommand({ ...input, NextToken }),
        { abortSignal: signal },
      );
      for (const { Id, Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
        const ask = batch[Number(Id?.slice(1))];
        if (!ask || Timestamps.length === 0) continue;
        const points = found.get(ask.id) ?? { times: [], values: [] };
        found.set(ask.id, points);
        for (const [index, at] of Timestamps.entries()) {
          points.times.push(at.getTime());
          points.values.push(Values[index] ?? NaN);
        }
      }
      NextToken = answer.NextToken;
    } while (NextToken !== undefined && NextToken !== '');
  }
  return found;
}

/** Ids must begin with a small letter, and the asks' own may be anything. */
function queryOf(
  { namespace, metric, dimensions, stat }: MetricAsk,
  index: number,
  Period: number,
): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: `q${index}`,
    MetricStat: { Metric: { Namespace: namespace, MetricName: metric, Dimensions }, Period, Stat: stat },
  };
}
