import { type JsonObject } from '../json.ts';
import { type Database } from '../store/database.ts';
import { listPage, type ListPage, type ListQuery } from './listPage.ts';
import { type ResourceKey, type ResourceRecord } from './record.ts';
import { COLUMNS, fromRow, MIGRATIONS, type ResourceRow } from './resourceTables.ts';
import { putTags, type Tag, TagTable } from './tagTable.ts';

/** SageMaker's resources, durable: a call that returned is on the disk. */
export class ResourceStore {
  readonly tags: TagTable;
  readonly #db: Database;
  readonly #now: () => number;
  readonly #listeners = new Set<(record: ResourceRecord) => void>();

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
    db.migrate('resources', MIGRATIONS);
    this.tags = new TagTable(db);
  }

  /** Milliseconds since the epoch, by the clock that the records use. */
  now(): number {
    return this.#now();
  }

  /** Stores a new resource and its tags. The caller has checked that the name is free; two at once cannot be, the engine being one writer. */
  insert(
    key: ResourceKey & { arn: string },
    document: JsonObject,
    tags: readonly Tag[] = [],
  ): ResourceRecord {
    const time = this.#now();
    this.#db.transaction(() => {
      this.#db.run(
        `INSERT INTO resources (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[key.kind, key.region, key.name, key.arn, time, time, JSON.stringify(document)],
      );
      putTags(this.#db, key.arn, tags);
    });
    return this.#changed({ ...key, createdAt: time, modifiedAt: time, document });
  }

  get(key: ResourceKey): ResourceRecord | undefined {
    const row = this.#db.get<ResourceRow>(
      `SELECT ${COLUMNS} FROM resources WHERE kind = ? AND region = ? AND name = ?`,
      ...[key.kind, key.region, key.name],
    );
    return row && fromRow(row);
  }

  byArn(arn: string): ResourceRecord | undefined {
    const row = this.#db.get<ResourceRow>(`SELECT ${COLUMNS} FROM resources WHERE arn = ?`, arn);
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
    return listPage(this.#db, query);
  }

  /** Every record of a kind in every region (or one), oldest first, read as asked for. */
  *all(kind: string, region?: string): Generator<ResourceRecord> {
    let after: ResourceRow | undefined;
    for (;;) {
      const page: ResourceRow[] = this.#db.all<ResourceRow>(
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

  /** Calls back after each insert and patch; answers how to stop that. */
  onChange(listener: (record: ResourceRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(record: ResourceRecord): ResourceRecord {
    for (const listener of this.#listeners) listener(record);
    return record;
  }
}
