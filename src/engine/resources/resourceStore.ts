import { type SQLInputValue } from 'node:sqlite';
import { type JsonObject } from '../json.ts';
import { type Database } from '../store/database.ts';
import { type ResourceKey, type ResourceRecord } from './record.ts';

const MIGRATIONS = [
  `CREATE TABLE resources (
     kind TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, arn TEXT NOT NULL,
     created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, document TEXT NOT NULL,
     PRIMARY KEY (kind, region, name)) STRICT;
   CREATE UNIQUE INDEX resources_by_arn ON resources (arn);
   CREATE INDEX resources_by_creation ON resources (kind, region, created_at, name);
   CREATE TABLE tags (arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)) STRICT;`,
];

/** What a list is ordered by: an expression over a row. Written by this folder's code, never by a request. */
export interface SortColumn {
  readonly sql: string;
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
  readonly after?: { readonly value: string | number; readonly name: string };
}

export interface ListPage {
  readonly records: readonly ResourceRecord[];
  /** What each record was ordered by. */
  readonly places: readonly (string | number)[];
  /** Where the next page begins; absent at the end. */
  readonly last?: { readonly value: string | number; readonly name: string };
}

interface Row {
  kind: string;
  region: string;
  name: string;
  arn: string;
  created_at: number;
  modified_at: number;
  document: string;
}

const COLUMNS = 'kind, region, name, arn, created_at, modified_at, document';

function fromRow(row: Row): ResourceRecord {
  return {
    kind: row.kind,
    region: row.region,
    name: row.name,
    arn: row.arn,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    document: JSON.parse(row.document) as JsonObject,
  };
}

/** SageMaker's resources, durable: a call that returned is on the disk. */
export class ResourceStore {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #listeners = new Set<(record: ResourceRecord) => void>();

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
    db.migrate('resources', MIGRATIONS);
  }

  /** Milliseconds since the epoch, by the clock that the records use. */
  now(): number {
    return this.#now();
  }

  /** Stores a new resource and its tags. The caller has checked that the name is free; two at once cannot be, the engine being one writer. */
  insert(
    key: ResourceKey & { arn: string },
    document: JsonObject,
    tags: readonly (readonly [string, string])[] = [],
  ): ResourceRecord {
    const time = this.#now();
    this.#db.transaction(() => {
      this.#db.run(
        `INSERT INTO resources (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[key.kind, key.region, key.name, key.arn, time, time, JSON.stringify(document)],
      );
      for (const [tag, value] of tags) this.#putTag(key.arn, tag, value);
    });
    return this.#changed({ ...key, createdAt: time, modifiedAt: time, document });
  }

  get(key: ResourceKey): ResourceRecord | undefined {
    const row = this.#db.get<Row>(
      `SELECT ${COLUMNS} FROM resources WHERE kind = ? AND region = ? AND name = ?`,
      ...[key.kind, key.region, key.name],
    );
    return row && fromRow(row);
  }

  byArn(arn: string): ResourceRecord | undefined {
    const row = this.#db.get<Row>(`SELECT ${COLUMNS} FROM resources WHERE arn = ?`, arn);
    return row && fromRow(row);
  }

  /**
   * Changes a resource's document: members given replace, members given as `undefined` go.
   * Answers `undefined` when the resource is gone, so that late work on a deleted resource does no harm.
   */
  patch(
    key: ResourceKey,
    change: JsonObject | ((document: JsonObject) => JsonObject),
  ): ResourceRecord | undefined {
    const found = this.get(key);
    if (!found) return undefined;
    const members = typeof change === 'function' ? change(found.document) : change;
    const document: JsonObject = { ...found.document, ...members };
    const time = this.#now();
    this.#db.run(
      'UPDATE resources SET document = ?, modified_at = ? WHERE kind = ? AND region = ? AND name = ?',
      ...[JSON.stringify(document), time, key.kind, key.region, key.name],
    );
    return this.#changed({ ...found, modifiedAt: time, document });
  }

  /** Removes a resource and its tags. */
  remove(key: ResourceKey): void {
    const found = this.get(key);
    if (!found) return;
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM tags WHERE arn = ?', found.arn);
      this.#db.run(
        'DELETE FROM resources WHERE kind = ? AND region = ? AND name = ?',
        key.kind,
        key.region,
        key.name,
      );
    });
  }

  /** One page, in the order asked for; equal values are ordered by name. */
  list(query: ListQuery): ListPage {
    const order = query.descending ? 'DESC' : 'ASC';
    const after = query.after ? `AND (${query.sort.sql}, name) ${query.descending ? '<' : '>'} (?, ?)` : '';
    const rows = this.#db.all<Row & { sort_value: string | number }>(
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

  /** Every record of a kind in every region (or one), oldest first, read as asked for. */
  *all(kind: string, region?: string): Generator<ResourceRecord> {
    let after: Row | undefined;
    for (;;) {
      const page: Row[] = this.#db.all<Row>(
        `SELECT ${COLUMNS} FROM resources WHERE kind = ? AND (? IS NULL OR region = ?)
         AND (created_at, name, region) > (?, ?, ?) ORDER BY created_at, name, region LIMIT 200`,
        ...[kind, region ?? null, region ?? null],
        ...[after?.created_at ?? -1, after?.name ?? '', after?.region ?? ''],
      );
      for (const row of page) yield fromRow(row);
      after = page.at(-1);
      if (page.length < 200) return;
    }
  }

  tags(arn: string): [key: string, value: string][] {
    return this.#db
      .all<{ key: string; value: string }>('SELECT key, value FROM tags WHERE arn = ? ORDER BY key', arn)
      .map((row) => [row.key, row.value]);
  }

  addTags(arn: string, tags: readonly (readonly [string, string])[]): void {
    this.#db.transaction(() => {
      for (const [key, value] of tags) this.#putTag(arn, key, value);
    });
  }

  removeTags(arn: string, keys: readonly string[]): void {
    this.#db.transaction(() => {
      for (const key of keys) this.#db.run('DELETE FROM tags WHERE arn = ? AND key = ?', arn, key);
    });
  }

  /** Calls back after each insert and patch; answers how to stop that. */
  onChange(listener: (record: ResourceRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #putTag(arn: string, key: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO tags VALUES (?, ?, ?)', arn, key, value);
  }

  #changed(record: ResourceRecord): ResourceRecord {
    for (const listener of this.#listeners) listener(record);
    return record;
  }
}
