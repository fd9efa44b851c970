import { type SQLInputValue } from 'node:sqlite';
import { type Database } from '../store/database.ts';
import { type ResourceRecord } from './record.ts';
import { COLUMNS, fromRow, type ResourceRow } from './resourceTables.ts';

/** What a list is ordered by: an expression over a row. Written by this folder's code, never by a request. */
export interface SortColumn {
  readonly sql: string;
}

/** A row's place in a list: what it is ordered by and, among equals, its name. */
export interface Place {
  readonly value: string | number;
  readonly name: string;
}

/** One page of a kind, by keyset: it begins after a row, not at a number. */
export interface ListQuery {
  readonly kind: string;
  readonly region: string;
  /** Further conditions in SQL, with one value for each `?`. */
  readonly where: readonly string[];
  readonly values: readonly SQLInputValue[];
  readonly sort: SortColumn;
  readonly descending: boolean;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: Place;
}

export interface ListPage {
  readonly records: readonly ResourceRecord[];
  /** What each record was ordered by. */
  readonly places: readonly (string | number)[];
  /** Where the next page begins; absent at the end. */
  readonly last?: Place;
}

/** One page, in the order asked for; equal values are ordered by name. */
export function listPage(db: Database, query: ListQuery): ListPage {
  const order = query.descending ? 'DESC' : 'ASC';
  const after = query.after ? `AND (${query.sort.sql}, name) ${query.descending ? '<' : '>'} (?, ?)` : '';
  const rows = db.all<ResourceRow & { sort_value: string | number }>(
    `SELECT ${COLUMNS}, ${query.sort.sql} AS sort_value FROM resources WHERE kind = ? AND region = ?
     ${query.where.map((condition) => `AND ${condition}`).join(' ')} ${after}
     ORDER BY ${query.sort.sql} ${order}, name ${order} LIMIT ?`,
    ...[query.kind, query.region, ...query.values],
    ...(query.after ? [query.after.value, query.after.name] : []),
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > page.length && last !== undefined;
  return {
    records: page.map(fromRow),
    places: page.map((row) => row.sort_value),
    ...(more ? { last: { value: last.sort_value, name: last.name } } : {}),
  };
}
