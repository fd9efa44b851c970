import { type JsonObject } from '../json.ts';
import { type Database } from './database.ts';

const MIGRATIONS = [
  `CREATE TABLE documents (
     kind TEXT NOT NULL, region TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL,
     PRIMARY KEY (kind, region, key)) STRICT, WITHOUT ROWID;`,
];

export interface StoredDocument<T> {
  readonly key: string;
  readonly document: T;
}

/** Where a page of a list begins and how long it is. */
export interface DocumentPage {
  /** The last key of the page before. */
  readonly after?: string | undefined;
  /** Default: all. */
  readonly limit?: number;
}

/** Durable documents of one kind by region and key: the state of the services beside SageMaker. */
export class Documents<T extends object = JsonObject> {
  readonly #db: Database;
  readonly #kind: string;

  /** @param kind `iam-role`, `temporary-key` … */
  constructor(db: Database, kind: string) {
    this.#db = db;
    this.#kind = kind;
    db.migrate('documents', MIGRATIONS);
  }

  get(region: string, key: string): T | undefined {
    const row = this.#db.get<{ document: string }>(
      'SELECT document FROM documents WHERE kind = ? AND region = ? AND key = ?',
      ...[this.#kind, region, key],
    );
    return row && (JSON.parse(row.document) as T);
  }

  put(region: string, key: string, document: T): void {
    this.#db.run(
      'INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)',
      ...[this.#kind, region, key, JSON.stringify(document)],
    );
  }

  /** @returns whether there was one */
  remove(region: string, key: string): boolean {
    const where = 'kind = ? AND region = ? AND key = ?';
    return this.#db.run(`DELETE FROM documents WHERE ${where}`, this.#kind, region, key) > 0;
  }

  /** By key, in the order of UTF-8 bytes. */
  list(region: string, { after = '', limit = -1 }: DocumentPage = {}): StoredDocument<T>[] {
    return this.#db
      .all<{ key: string; document: string }>(
        'SELECT key, document FROM documents WHERE kind = ? AND region = ? AND key > ? ORDER BY key LIMIT ?',
        ...[this.#kind, region, after, limit],
      )
      .map(({ key, document }) => ({ key, document: JSON.parse(document) as T }));
  }
}
