import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

import { SCHEMA_VERSIONS } from './schemaVersions.ts';

type Row = Record<string, unknown>;

/** @throws Error for tables that a newer engine has written */
function refuseNewer(db: DatabaseSync): void {
  const isThere = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
    .get();
  if (!isThere) return;
  for (const row of db.prepare('SELECT component, version FROM migrations').all()) {
    const [component, version] = [String(row['component']), Number(row['version'])];
    const known = SCHEMA_VERSIONS[component] ?? 0;
    if (version <= known) continue;
    throw new Error(
      `A newer engine has written this data directory (${component} version ${version}; this engine knows ${known}). ` +
        'Nothing in it was changed: use the newer engine, or another data directory.',
    );
  }
}

/**
 * The engine's one SQLite database. WAL with `synchronous=FULL`: what was acknowledged survives `kill -9` and power
 * loss. Every component keeps its own tables and migrates them by itself with {@link Database.migrate}.
 * @throws Error "database is locked" when another process has it; or when a newer engine has written it
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    const isNew = !existsSync(file);
    this.#db = new DatabaseSync(file);
    // Exclusive: a second engine on the same data directory fails at once, and the lock goes with the process that holds it.
    this.#db.exec('PRAGMA locking_mode = EXCLUSIVE');
    if (!isNew) refuseNewer(this.#db);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#db.exec('PRAGMA foreign_keys = ON');
    this.#db.exec(
      'CREATE TABLE IF NOT EXISTS migrations (component TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT',
    );
  }

  /** Brings a component's tables to the version `steps.length`; step n leads from version n to n + 1. Never edit a released step. */
  migrate(component: string, steps: readonly string[]): void {
    const found = this.get<{ version: number }>(
      'SELECT version FROM migrations WHERE component = ?',
      component,
    );
    const version = found?.version ?? 0;
    if (steps.length !== SCHEMA_VERSIONS[component]) {
      throw new Error(
        `The tables of ${component} have ${steps.length} migrations; schemaVersions.ts says otherwise.`,
      );
    }
    // A transaction is a sync of the disk, and most starts have nothing to write.
    if (version === steps.length) return;
    this.transaction(() => {
      for (const step of steps.slice(version)) this.#db.exec(step);
      this.run('INSERT OR REPLACE INTO migrations VALUES (?, ?)', component, steps.length);
    });
  }

  /** Runs a statement that returns no rows; answers how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  get<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#statement(sql).get(...values) as T | undefined;
  }

  all<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#statement(sql).all(...values) as T[];
  }

  /** All or nothing, and one sync of the disk. Not to be nested. */
  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
