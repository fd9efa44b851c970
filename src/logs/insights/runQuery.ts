import type { GetQueryResultsResponse, QueryStatistics } from '@aws-sdk/client-cloudwatch-logs';
import type { Connection } from '../../connection/connection.ts';
import type {
  InsightsAnswer,
  InsightsResult,
  InsightsRow,
  InsightsStatistics,
} from '../../messages/insights.ts';
import { realClock } from '../follow/pause.ts';
import { UserError } from '../../platform/userError.ts';
import { isNamed } from '../follow/errors.ts';
import type { ScopedQuery } from './scopedQuery.ts';

/** Milliseconds between two looks: soon at first, as most queries are short. */
const pace = { first: 60, longest: 1000, growth: 1.6 };

export interface QueryToRun {
  readonly query: ScopedQuery;
  readonly groups: readonly string[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly heard: (statistics: InsightsStatistics) => void;
}

/**
 * Runs a query to its end. When the signal aborts it is stopped, and what it had found by then is returned.
 * @throws UserError when it fails, what CloudWatch answers otherwise
 */
export async function runQuery(
  connection: Connection,
  { query, groups, from, to, heard }: QueryToRun,
  signal: AbortSignal,
): Promise<InsightsAnswer> {
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await connection.logs();
  const began = Date.now();
  let queryId: string | undefined;
  try {
    const input = {
      ...(groups.length === 1 ? { logGroupName: groups[0] } : { logGroupNames: [...groups] }),
      ...{ startTime: Math.floor(from / 1000), endTime: Math.ceil(to / 1000), queryString: query.text },
    };
    ({ queryId } = await client.send(new sdk.StartQueryCommand(input)));
  } catch (error) {
    if (error instanceof sdk.MalformedQueryException) return mistake(error, query.offset);
    throw error;
  }
  for (let wait = pace.first; ; wait = Math.min(pace.longest, wait * pace.growth)) {
    const answer = await client.send(new sdk.GetQueryResultsCommand({ queryId }));
    const statistics = statisticsOf(answer.statistics, Date.now() - began);
    heard(statistics);
    const rows = [...(answer.results ?? [])];
    switch (answer.status) {
      case 'Complete': {
        let { nextToken } = answer;
        while (nextToken !== undefined && !signal.aborted) {
          const page: GetQueryResultsResponse = await client.send(
            new sdk.GetQueryResultsCommand({ queryId, nextToken }),
          );
          rows.push(...(page.results ?? []));
          nextToken = page.nextToken;
        }
        return { ...tableOf(rows), statistics, cancelled: false };
      }
      case 'Cancelled':
        return { ...tableOf(rows), statistics, cancelled: true };
      case 'Failed':
      case 'Timeout':
        throw new UserError('unexpected', `The query ended as ${answer.status}.`, {
          advice: connection.billed ? 'Ask of a shorter time.' : 'The log of the local engine says why.',
        });
    }
    if (signal.aborted) {
      await client.send(new sdk.StopQueryCommand({ queryId })).catch((error: unknown) => {
        // It has ended in this moment.
        if (!isNamed(error, 'InvalidParameterException')) throw error;
      });
      return { ...tableOf(rows), statistics, cancelled: true };
    }
    // An abort ends the wait; the query is stopped then.
    await realClock.sleep(wait, signal).catch(() => undefined);
  }
}

function statisticsOf(statistics: QueryStatistics | undefined, took: number): InsightsStatistics {
  const { recordsMatched = 0, recordsScanned = 0, bytesScanned = 0 } = statistics ?? {};
  return { matched: recordsMatched, scanned: recordsScanned, bytes: bytesScanned, took };
}

type SdkRow = NonNullable<GetQueryResultsResponse['results']>[number];

/** Rows as a table: the columns in the order in which rows bring them. */
function tableOf(found: readonly SdkRow[]): Pick<InsightsResult, 'kind' | 'columns' | 'rows'> {
  const places = new Map<string, number>();
  for (const row of found)
    for (const { field } of row)
      if (field !== undefined && field !== '@ptr' && !places.has(field)) places.set(field, places.size);
  const rows = found.map((row): InsightsRow => {
    const cells: (string | undefined)[] = Array.from({ length: places.size }, () => undefined);
    let pointer: string | undefined;
    for (const { field = '', value } of row) {
      const place = places.get(field);
      if (place !== undefined) cells[place] = value;
      else if (field === '@ptr') pointer = value;
    }
    return { cells, pointer };
  });
  return { kind: 'rows', columns: [...places.keys()], rows };
}

/** Where the query is wrong, in the person's own text. */
function mistake(
  error: {
    readonly message: string;
    readonly queryCompileError?:
      | {
          readonly message?: string | undefined;
          readonly location?:
            | { readonly startCharOffset?: number | undefined; readonly endCharOffset?: number | undefined }
            | undefined;
        }
      | undefined;
  },
  offset: number,
): InsightsAnswer {
  const { message = error.message, location } = error.queryCompileError ?? {};
  const place = (at: number | undefined): number => Math.max(0, (at ?? offset) - offset);
  const start = place(location?.startCharOffset);
  return { kind: 'mistake', message, start, end: Math.max(start, place(location?.endCharOffset)) };
}
