import { type JsonObject, number, text } from '../../../json.ts';
import { type JsonHandler } from '../../../protocols/awsJson.ts';
import { invalidParameter, required } from '../names.ts';
import { pageOf } from '../paging.ts';
import { type Queries } from './queries.ts';
import { type QueryRun } from './queryRun.ts';

const PAGE_ROWS = 10_000;

function rowsPage(run: QueryRun, input: JsonObject): { rows: JsonObject[][]; nextToken: string | undefined } {
  const token = text(input, 'nextToken');
  const begin = token === undefined ? 0 : Number(/^rows-(\d+)$/.exec(token)?.[1] ?? NaN);
  if (Number.isNaN(begin)) throw invalidParameter('The specified nextToken is invalid.');
  const length = number(input, 'maxItems') ?? PAGE_ROWS;
  const { rows } = run;
  const end = begin + (length === 0 ? PAGE_ROWS : length);
  const page = rows.slice(begin, end).map((row) => row.map(({ field, value }) => ({ field, value })));
  // What is not complete has no pages yet: rows may still come between.
  const isMore = run.status === 'Complete' && end < rows.length;
  return { rows: page, nextToken: isMore ? `rows-${end}` : undefined };
}

function describe(run: QueryRun): JsonObject {
  const { id, request, status, createdAt, duration, statistics } = run;
  return {
    queryLanguage: 'CWLI',
    queryId: id,
    queryString: request.queryString,
    status,
    createTime: createdAt,
    logGroupName: request.groups[0]?.name,
    ...(run.isOver && { queryDuration: Math.round(duration), bytesScanned: statistics.bytesScanned }),
  };
}

/** GetQueryResults, StopQuery, DescribeQueries. */
export function queryOperations(queries: Queries): Readonly<Record<string, JsonHandler>> {
  return {
    GetQueryResults(input, request) {
      const run = queries.find(request.scope.region, required(input, 'queryId'));
      const { rows, nextToken } = rowsPage(run, input);
      const counted = run.status === 'Complete' ? { resultCount: run.rows.length } : {};
      return {
        queryLanguage: 'CWLI',
        results: rows,
        statistics: { ...run.statistics, ...counted },
        status: run.status,
        nextToken,
      };
    },

    StopQuery(input, request) {
      const run = queries.find(request.scope.region, required(input, 'queryId'));
      if (run.isOver)
        throw invalidParameter(`The query ${run.id} is not running: its status is ${run.status}.`);
      run.cancel();
      return { success: true };
    },

    DescribeQueries(input, request) {
      const group = text(input, 'logGroupName');
      const status = text(input, 'status');
      const language = text(input, 'queryLanguage') ?? 'CWLI';
      const found = queries
        .list(request.scope.region)
        .filter((run) => group === undefined || run.request.groups.some(({ name }) => name === group))
        .filter((run) => status === undefined || run.status === status)
        .filter(() => language === 'CWLI');
      const paged = { ...input, limit: number(input, 'maxResults') ?? 1000 };
      const { page, nextToken } = pageOf(found, ({ id }) => id, paged);
      return { queries: page.map(describe), nextToken };
    },
  };
}
