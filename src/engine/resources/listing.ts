import { type SQLInputValue } from 'node:sqlite';
import { validationError } from '../http/awsError.ts';
import { number, text, type JsonObject } from '../json.ts';
import { type ResourceKind } from './kind.ts';
import { type ListQuery, type SortColumn } from './resourceStore.ts';

const DEFAULT_PAGE = 10;

/** What a list's `SortBy` values order by. */
function sortColumn(kind: ResourceKind, input: JsonObject): SortColumn {
  const by = text(input, 'SortBy') ?? 'CreationTime';
  if (by === 'Name') return { sql: 'name' };
  if (by === 'LastModifiedTime') return { sql: 'modified_at' };
  if (by.endsWith('Status') && kind.statusMember !== undefined) {
    return { sql: `json_extract(document, '$.${kind.statusMember}')` };
  }
  return { sql: 'created_at' };
}

interface Token {
  readonly value: string | number;
  readonly name: string;
  /** The question that it continues; a token does not fit another. */
  readonly query: string;
}

function question(input: JsonObject): string {
  const { NextToken: _token, MaxResults: _max, ...rest } = input;
  return JSON.stringify(rest, Object.keys(rest).sort());
}

function readToken(input: JsonObject): Token | undefined {
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
export function nextToken(input: JsonObject, value: string | number, name: string): string {
  const token: Token = { value, name, query: question(input) };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** Turns a List request's common members (filters, order, page) into a query. */
export function listQuery(kind: ResourceKind, region: string, input: JsonObject): ListQuery {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, value: SQLInputValue): void => {
    where.push(condition);
    values.push(value);
  };
  const contains = text(input, 'NameContains');
  if (contains !== undefined) add('instr(lower(name), lower(?)) > 0', contains);
  const status = text(input, 'StatusEquals') ?? text(input, `${kind.statusMember ?? ''}Equals`);
  if (status !== undefined && kind.statusMember !== undefined) {
    add(`json_extract(document, '$.${kind.statusMember}') = ?`, status);
  }
  const times = [
    ['CreationTimeAfter', 'created_at > ?'],
    ['CreationTimeBefore', 'created_at < ?'],
    ['LastModifiedTimeAfter', 'modified_at > ?'],
    ['LastModifiedTimeBefore', 'modified_at < ?'],
  ] as const;
  for (const [member, condition] of times) {
    const seconds = number(input, member);
    if (seconds !== undefined) add(condition, seconds * 1000);
  }
  const order = text(input, 'SortOrder') ?? kind.listOrder;
  const token = readToken(input);
  return {
    kind: kind.name,
    region,
    where,
    values,
    sort: sortColumn(kind, input),
    descending: order === 'Descending',
    limit: number(input, 'MaxResults') ?? DEFAULT_PAGE,
    ...(token ? { after: { value: token.value, name: token.name } } : {}),
  };
}
