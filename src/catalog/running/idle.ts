import { formatDuration } from '../../analysis/text/duration.ts';
import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';

/** An endpoint as its metrics are named: `Invocations` is counted for each of its variants. */
export interface EndpointVariants {
  readonly arn: string;
  readonly name: string;
  readonly variants: readonly string[];
}

/** How far back is looked, and how exactly: milliseconds, and seconds as CloudWatch has it. */
const lookBack = 24 * 60 * 60 * 1000;
const period = 300;
/** GetMetricData answers 100,800 values; a day of five minutes has 288. */
const mostQueries = 300;
/** Nobody calls an endpoint idle that has just been quiet. */
const idleAfter = 60 * 60 * 1000;

/**
 * When each endpoint was last invoked, to five minutes, by CloudWatch's `Invocations`; undefined where that is over a day ago
 * or never.
 * @throws what CloudWatch answers.
 */
export async function lastInvocations(
  client: CloudWatchClient,
  endpoints: readonly EndpointVariants[],
  now: Date,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Date | undefined>> {
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const asked = endpoints.flatMap((endpoint) => endpoint.variants.map((variant) => ({ endpoint, variant })));
  const last = new Map<string, Date | undefined>(endpoints.map(({ arn }) => [arn, undefined]));
  for (let start = 0; start < asked.length; start += mostQueries) {
    const batch = asked.slice(start, start + mostQueries);
    const input = {
      StartTime: new Date(now.getTime() - lookBack),
      EndTime: now,
      MetricDataQueries: batch.map(({ endpoint, variant }, index) => query(index, endpoint.name, variant)),
    };
    let NextToken: string | undefined;
    do {
      const options = signal ? { abortSignal: signal } : {};
      const answer: { NextToken?: string | undefined; MetricDataResults?: Result[] | undefined } =
        await client.send(new GetMetricDataCommand({ ...input, NextToken }), options);
      for (const result of answer.MetricDataResults ?? []) {
        const endpoint = batch[Number(result.Id?.slice(1))]?.endpoint;
        const moment = newest(result);
        const known = endpoint && last.get(endpoint.arn);
        if (endpoint && moment && (!known || known < moment)) last.set(endpoint.arn, moment);
      }
      NextToken = answer.NextToken;
    } while (NextToken);
  }
  return last;
}

interface Result {
  readonly Id?: string | undefined;
  readonly Timestamps?: Date[] | undefined;
  readonly Values?: number[] | undefined;
}

function query(index: number, endpoint: string, variant: string): MetricDataQuery {
  const Dimensions = [
    { Name: 'EndpointName', Value: endpoint },
    { Name: 'VariantName', Value: variant },
  ];
  return {
    Id: `v${index}`,
    MetricStat: {
      Metric: { Namespace: 'AWS/SageMaker', MetricName: 'Invocations', Dimensions },
      Period: period,
      Stat: 'Sum',
    },
  };
}

/** The end of the last period in which there was an invocation: a moment after the invocation itself. */
function newest({ Timestamps = [], Values = [] }: Result): Date | undefined {
  const invoked = Timestamps.filter((_, index) => (Values[index] ?? 0) > 0);
  const last = Math.max(...invoked.map((moment) => moment.getTime()));
  return Number.isFinite(last) ? new Date(last + period * 1000) : undefined;
}

/**
 * `idle for 3 h`; undefined for an endpoint that has been invoked, or made, within the last hour.
 * @param last as `lastInvocations` tells it.
 */
export function idleText(created: Date, last: Date | undefined, now: Date): string | undefined {
  const quietSince = last ?? created;
  if (now.getTime() - quietSince.getTime() < idleAfter) return undefined;
  const farthest = now.getTime() - lookBack;
  // Before that nobody has looked.
  if (last === undefined && created.getTime() < farthest) return 'idle for over 1 d';
  return `idle for ${formatDuration(now.getTime() - quietSince.getTime())}`;
}
