import { NormalizedSchema } from '@smithy/core/schema';
import { validationError } from '../http/awsError.ts';
import { number, text, type JsonObject } from '../json.ts';
import { type JsonHandler, operationSchema } from '../protocols/awsJson.ts';
import { membersOf } from '../../analysis/shapes/members.ts';
import { conditions, extract, listFilters } from './listFilters.ts';
import { type ListQuery, type Place, type SortColumn } from './listPage.ts';
import { type KindOperations, type OperationParts } from './operations.ts';
import { type ResourceRecord } from './record.ts';
import { type ResolvedKind } from './resolve.ts';

const DEFAULT_PAGE = 10;
/** Rows looked at together where code decides what is listed. */
const CHUNK = 200;

interface Token extends Place {
  /** The question that it continues; a token does not fit another. */
  readonly query: string;
}

/** What a list's `SortBy` values order by. */
function sortColumn(kind: ResolvedKind, input: JsonObject): SortColumn {
  const by = text(input, 'SortBy') ?? kind.listSort ?? 'CreationTime';
  const declared = kind.sorts?.[by];
  if (declared !== undefined) return { sql: `ifnull(${extract(declared)}, '')` };
  if (/^name$/i.test(by) || by === kind.nameMember) return { sql: 'name' };
  if (/^(?:Last_?Modified|Modified|LastUpdated)/i.test(by)) return { sql: 'modified_at' };
  if (by.endsWith('Status') && kind.statusMember !== undefined)
    return { sql: `ifnull(${extract(kind.statusMember)}, '')` };
  return { sql: 'created_at' };
}

function question(input: JsonObject): string {
  const { NextToken: _token, MaxResults: _max, ...rest } = input;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The place that a request's `NextToken` names. @throws AwsError for one that is not of this list with these filters. */
export function readToken(input: JsonObject): Place | undefined {
  const given = text(input, 'NextToken');
  if (given === undefined) return undefined;
  try {
    const token = JSON.parse(Buffer.from(given, 'base64url').toString()) as Token;
    if (token.query === question(input) && typeof token.name === 'string') return token;
  } catch {
    // Falls through to the one complaint for whatever is no token of this list.
  }
  throw validationError('Invalid NextToken: it is not one of this list with these filters.');
}

/** The token that continues a list after a row: it names the row, so that resources added meanwhile do not shift it. */
export function nextToken(input: JsonObject, { value, name }: Place): string {
  const token: Token = { value, name, query: question(input) };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** The one list in a List operation's answer: `TrainingJobSummaries`, `Models` … */
function listMember(schemas: object, operation: string): string | undefined {
  const schema = operationSchema(schemas, operation);
  if (!schema) return undefined;
  const members = [...membersOf(NormalizedSchema.of(schema[5]))];
  return members.find(([, member]) => member.isListSchema())?.[0];
}

/** A further list of a kind: what differs from the kind's own. */
export type ListVariant = Partial<
  Pick<ResolvedKind, 'filters' | 'listed' | 'listOrder' | 'listSort' | 'sorts'>
>;

/**
 * List of one kind: filters, order and pages.
 * @param operation its name where it is not the kind's own (`ListTrainingJobsForHyperParameterTuningJob`)
 * @param variant what it does otherwise than the kind's own list
 */
export function listHandler(
  operations: KindOperations,
  { store, schemas }: Pick<OperationParts, 'store' | 'schemas'>,
  operation = `List${operations.kind.plural ?? `${operations.kind.name}s`}`,
  variant: ListVariant = {},
): JsonHandler | undefined {
  const kind = { ...operations.kind, ...variant };
  const member = listMember(schemas, operation);
  if (member === undefined) return undefined;
  const filters = listFilters(kind, operation, schemas);
  return (input, request) => {
    const { listed } = kind;
    const context = operations.contextOf('', input, request);
    const limit = number(input, 'MaxResults') ?? DEFAULT_PAGE;
    const query = {
      kind: kind.name,
      region: request.scope.region,
      ...conditions(filters, input),
      sort: sortColumn(kind, input),
      // Images' lists say `DESCENDING`.
      descending: /^desc/i.test(text(input, 'SortOrder') ?? kind.listOrder),
    };
    const keep = listed && ((record: ResourceRecord) => listed(record, input, context));
    const page = pageOf(store, query, limit, readToken(input), keep);
    return {
      [member]: page.records.map((record) => operations.describe(record, request)),
      ...(page.last ? { NextToken: nextToken(input, page.last) } : {}),
    };
  };
}

function pageOf(
  store: OperationParts['store'],
  query: Omit<ListQuery, 'limit' | 'after'>,
  limit: number,
  after: Place | undefined,
  keep: ((record: ResourceRecord) => boolean) | undefined,
): { records: readonly ResourceRecord[]; last?: Place } {
  if (!keep) return store.list({ ...query, limit, ...(after ? { after } : {}) });
  const records: ResourceRecord[] = [];
  let place = after;
  for (;;) {
    // Row by row the place is known: a page may end anywhere in a chunk.
    const chunk = store.list({
      ...query,
      limit: records.length === 0 && limit < CHUNK ? CHUNK : limit,
      ...(place ? { after: place } : {}),
    });
    for (const [index, record] of chunk.records.entries()) {
      if (!keep(record)) continue;
      records.push(record);
      if (records.length < limit) continue;
      const more = index < chunk.records.length - 1 || chunk.last !== undefined;
      return { records, ...(more ? { last: { value: chunk.places[index] ?? '', name: record.name } } : {}) };
    }
    if (!chunk.last) return { records };
    place = chunk.last;
  }
}
