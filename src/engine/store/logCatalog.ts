import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Database } from './database.ts';

export interface LogGroup {
  readonly id: number;
  readonly region: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly retentionInDays: number | undefined;
  readonly logGroupClass: string;
  readonly kmsKeyId: string | undefined;
  readonly deletionProtected: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface LogStream {
  /** Never given twice, not even after a delete: event ids and orders rest on it. */
  readonly id: number;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The absolute path of its lines. */
  readonly file: string;
}

/** What of a group can be set at its creation and later. */
export type LogGroupSettings = Partial<
  Pick<LogGroup, 'retentionInDays' | 'logGroupClass' | 'kmsKeyId' | 'deletionProtected' | 'tags'>
>;

interface GroupRow {
  id: number;
  region: string;
  name: string;
  created_at: number;
  retention: number | null;
  class: string;
  kms: string | null;
  deletion_protected: number;
  tags: string;
}

interface StreamRow {
  id: number;
  name: string;
  created_at: number;
  file: string;
}

const MIGRATIONS = [
  `CREATE TABLE log_groups (
     id INTEGER PRIMARY KEY AUTOINCREMENT, region TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
     retention INTEGER, class TEXT NOT NULL, kms TEXT, deletion_protected INTEGER NOT NULL, tags TEXT NOT NULL,
     UNIQUE (region, name)
   ) STRICT;
   CREATE TABLE log_streams (
     id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL REFERENCES log_groups ON DELETE CASCADE,
     name TEXT NOT NULL, created_at INTEGER NOT NULL, file TEXT NOT NULL, index_json TEXT,
     UNIQUE (group_id, name)
   ) STRICT;`,
];

/** The part of a name that a person recognises; the row's id beside it makes the file name unique on any file system. */
function fileNameOf(name: string, id: number): string {
  const readable = name.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^_+/, '');
  return `${readable.slice(0, 100)}-${id}`;
}

function groupOf(row: GroupRow): LogGroup {
  return {
    id: row.id,
    region: row.region,
    name: row.name,
    createdAt: row.created_at,
    retentionInDays: row.retention ?? undefined,
    logGroupClass: row.class,
    kmsKeyId: row.kms ?? undefined,
    deletionProtected: row.deletion_protected === 1,
    tags: JSON.parse(row.tags) as Record<string, string>,
  };
}

/** Which log groups and streams there are, and where each stream's lines lie. Names are kept in UTF-8 byte order. */
export class LogCatalog {
  readonly #root: string;
  readonly #database: Database;

  constructor(root: string, database: Database) {
    this.#root = root;
    this.#database = database;
    database.migrate('logs', MIGRATIONS);
  }

  group(region: string, name: string): LogGroup | undefined {
    const row = this.#database.get<GroupRow>(
      'SELECT * FROM log_groups WHERE region = ? AND name = ?',
      region,
      name,
    );
    return row && groupOf(row);
  }

  groups(region: string): LogGroup[] {
    return this.#database
      .all<GroupRow>('SELECT * FROM log_groups WHERE region = ? ORDER BY name', region)
      .map(groupOf);
  }

  addGroup(region: string, name: string, settings: LogGroupSettings = {}): LogGroup {
    this.#database.run(
      `INSERT INTO log_groups (region, name, created_at, retention, class, kms, deletion_protected, tags)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      region,
      name,
      Date.now(),
      settings.retentionInDays ?? null,
      settings.logGroupClass ?? 'STANDARD',
      settings.kmsKeyId ?? null,
      settings.deletionProtected ? 1 : 0,
      JSON.stringify(settings.tags ?? {}),
    );
    const added = this.group(region, name);
    if (!added) throw new Error(`The log group ${name} was stored and is not there.`);
    return added;
  }

  updateGroup(group: LogGroup, settings: LogGroupSettings): void {
    const next = { ...group, ...settings };
    this.#database.run(
      'UPDATE log_groups SET retention = ?, deletion_protected = ?, tags = ? WHERE id = ?',
      next.retentionInDays ?? null,
      next.deletionProtected ? 1 : 0,
      JSON.stringify(next.tags),
      group.id,
    );
  }

  removeGroup(group: LogGroup): void {
    this.#database.run('DELETE FROM log_groups WHERE id = ?', group.id);
  }

  stream(group: LogGroup, name: string): LogStream | undefined {
    const row = this.#database.get<StreamRow>(
      'SELECT id, name, created_at, file FROM log_streams WHERE group_id = ? AND name = ?',
      group.id,
      name,
    );
    return row && this.#streamOf(row);
  }

  /** @param prefix only streams whose names begin so */
  streams(group: LogGroup, prefix = ''): LogStream[] {
    return this.#database
      .all<StreamRow>(
        `SELECT id, name, created_at, file FROM log_streams
         WHERE group_id = ? AND substr(name, 1, length(?)) = ? ORDER BY name`,
        group.id,
        prefix,
        prefix,
      )
      .map((row) => this.#streamOf(row));
  }

  /** Stores the stream and makes its file, empty: from here on anyone may append to it. */
  addStream(group: LogGroup, name: string): LogStream {
    return this.#database.transaction(() => {
      const createdAt = Date.now();
      this.#database.run(
        'INSERT INTO log_streams (group_id, name, created_at, file) VALUES (?, ?, ?, ?)',
        group.id,
        name,
        createdAt,
        '',
      );
      const id = Number(this.#database.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id);
      const file = join(group.region, fileNameOf(group.name, group.id), `${fileNameOf(name, id)}.log`);
      this.#database.run('UPDATE log_streams SET file = ? WHERE id = ?', file, id);
      const path = join(this.#root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, '', { flag: 'a' });
      return { id, name, createdAt, file: path };
    });
  }

  removeStream(stream: LogStream): void {
    this.#database.run('DELETE FROM log_streams WHERE id = ?', stream.id);
  }

  /** Where the files of a group lie. */
  directoryOf(group: LogGroup): string {
    return join(this.#root, group.region, fileNameOf(group.name, group.id));
  }

  /** The index of a stream as it was last kept, `undefined` when it never was. */
  keptIndex(stream: LogStream): string | undefined {
    const sql = 'SELECT index_json FROM log_streams WHERE id = ?';
    return this.#database.get<{ index_json: string | null }>(sql, stream.id)?.index_json ?? undefined;
  }

  keepIndex(stream: LogStream, json: string): void {
    this.#database.run('UPDATE log_streams SET index_json = ? WHERE id = ?', json, stream.id);
  }

  #streamOf(row: StreamRow): LogStream {
    return { id: row.id, name: row.name, createdAt: row.created_at, file: join(this.#root, row.file) };
  }
}
