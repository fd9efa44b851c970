import { type SQLInputValue } from 'node:sqlite';
import { type Json, type JsonObject } from '../json.ts';
import { operationMembers, type ResolvedKind } from './resolve.ts';

/** One member of a List request as a condition on a row. */
export interface ListFilter {
  readonly member: string;
  /** With one `?`. */
  readonly sql: string;
  readonly value: (given: Json) => SQLInputValue;
}

const PAGING = new Set(['NextToken', 'MaxResults', 'SortBy', 'SortOrder']);
const same = (given: Json): SQLInputValue =>
  typeof given === 'string' || typeof given === 'number'
    ? given
    : typeof given === 'boolean'
      ? Number(given)
      : JSON.stringify(given);
const milliseconds = (given: Json): SQLInputValue => Math.round(Number(given) * 1000);

const TIMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:Creation(?:Time)?|Created|CreationTime)After$/, 'created_at > ?'],
  [/^(?:Creation(?:Time)?|Created|CreationTime)Before$/, 'created_at < ?'],
  [/^(?:LastModified(?:Time)?|Modified(?:Time)?)After$/, 'modified_at > ?'],
  [/^(?:LastModified(?:Time)?|Modified(?:Time)?)Before$/, 'modified_at < ?'],
];

/** A member of the document in SQL. The path comes from a declaration or a schema, never from a request. */
export function extract(path: string): string {
  return `json_extract(document, '${path.startsWith('$') ? path : `$.${path}`}')`;
}

function filterOf(kind: ResolvedKind, member: string, known: ReadonlySet<string>): ListFilter | undefined {
  const declared = kind.filters?.[member];
  if (declared === '') return undefined;
  if (declared !== undefined) return { member, sql: `${extract(declared)} = ?`, value: same };
  const time = TIMES.find(([pattern]) => pattern.test(member));
  if (time) return { member, sql: time[1], value: milliseconds };
  const contains = /^(.+)Contains$/.exec(member)?.[1];
  if (contains !== undefined) {
    const path = contains === 'Name' ? kind.nameMember : contains;
    return { member, sql: `instr(lower(${extract(path)}), lower(?)) > 0`, value: same };
  }
  const equals = /^(.+)Equals$/.exec(member)?.[1] ?? member;
  const path = equals === 'Status' && !known.has('Status') ? kind.statusMember : equals;
  if (path === undefined || !known.has(path)) {
    throw new Error(
      `What ${member} filters in the list of ${kind.name} is not clear: declare it in "filters".`,
    );
  }
  return { member, sql: `${extract(path)} = ?`, value: same };
}

/**
 * A list's filters, from the members of its request.
 * @throws Error at the engine's start for a member that no rule and no declaration explains: none is ignored in silence.
 */
export function listFilters(kind: ResolvedKind, operation: string, schemas: object): ListFilter[] {
  const known = new Set([
    ...operationMembers(schemas, `Describe${kind.name}`, 5),
    ...operationMembers(schemas, `Create${kind.name}`, 4),
  ]);
  return operationMembers(schemas, operation, 4)
    .filter((member) => !PAGING.has(member))
    .flatMap((member) => filterOf(kind, member, known) ?? []);
}

/** The conditions of one request. */
export function conditions(
  filters: readonly ListFilter[],
  input: JsonObject,
): { where: string[]; values: SQLInputValue[] } {
  const given = filters.flatMap((filter) => {
    const value = input[filter.member];
    return value === undefined || value === null ? [] : [{ sql: filter.sql, value: filter.value(value) }];
  });
  return { where: given.map(({ sql }) => sql), values: given.map(({ value }) => value) };
}
