import { type Database } from '../store/database.ts';

/** A tag's key and value. */
export type Tag = readonly [key: string, value: string];

/** The tags of whatever has an ARN, durable: a call that returned is on the disk. */
export class TagTable {
  readonly #db: Database;

  /** @param db has the tables of resources already */
  constructor(db: Database) {
    this.#db = db;
  }

  /** Ordered by key. */
  of(arn: string): [key: string, value: string][] {
    return this.#db
      .all<{ key: string; value: string }>('SELECT key, value FROM tags WHERE arn = ? ORDER BY key', arn)
      .map((row) => [row.key, row.value]);
  }

  add(arn: string, tags: readonly Tag[]): void {
    this.#db.transaction(() => putTags(this.#db, arn, tags));
  }

  remove(arn: string, keys: readonly string[]): void {
    this.#db.transaction(() => {
      for (const key of keys) this.#db.run('DELETE FROM tags WHERE arn = ? AND key = ?', arn, key);
    });
  }
}

/** Stores tags in the place of those with their keys; within a transaction of the caller's. */
export function putTags(db: Database, arn: string, tags: readonly Tag[]): void {
  for (const [key, value] of tags) db.run('INSERT OR REPLACE INTO tags VALUES (?, ?, ?)', arn, key, value);
}
