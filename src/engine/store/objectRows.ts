import { AwsError } from '../http/awsError.ts';
import { type Database } from './database.ts';
import { afterPrefix, compareKeys } from './keyOrder.ts';
import { type FileChanges } from './objectCommits.ts';
import { type BucketInfo, type ObjectPage } from './objectStore.ts';
import {
  INFO_COLUMNS,
  infoFromRow,
  type ObjectRow,
  type StoredObject,
  storedFromRow,
} from './objectTables.ts';

interface BucketRow {
  name: string;
  region: string;
  created_at: number;
}

const fromRow = (row: BucketRow): BucketInfo => ({
  name: row.name,
  region: row.region,
  createdAt: row.created_at,
});

function noSuchBucket(name: string): AwsError {
  return new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
}

export function noSuchKey(key: string): AwsError {
  return new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

/** Which keys to list. */
export interface ListOptions {
  readonly prefix?: string;
  readonly startAfter?: string;
  readonly from?: string;
}

/** Rows of buckets and objects; whoever changes more than one calls it inside a transaction. */
export class ObjectRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  bucket(name: string): BucketInfo | undefined {
    const row = this.#database.get<BucketRow & Record<string, unknown>>(
      'SELECT * FROM buckets WHERE name = ?',
      name,
    );
    return row && fromRow(row);
  }

  /** @throws AwsError `NoSuchBucket` */
  needBucket(name: string): BucketInfo {
    const found = this.bucket(name);
    if (!found) throw noSuchBucket(name);
    return found;
  }

  buckets(): BucketInfo[] {
    return this.#database
      .all<BucketRow & Record<string, unknown>>('SELECT * FROM buckets ORDER BY name')
      .map(fromRow);
  }

  addBucket(bucket: BucketInfo): void {
    this.#database.run('INSERT INTO buckets VALUES (?, ?, ?)', bucket.name, bucket.region, bucket.createdAt);
  }

  removeBucket(name: string): void {
    this.#database.run('DELETE FROM buckets WHERE name = ?', name);
  }

  object(bucket: string, key: string): StoredObject | undefined {
    const row = this.#database.get<ObjectRow & { tags: string; pieces: string }>(
      `SELECT ${INFO_COLUMNS}, tags, pieces FROM objects WHERE bucket = ? AND key = ?`,
      bucket,
      key,
    );
    return row && storedFromRow(row);
  }

  /** Writes an object's row; the pieces of the one that it replaces are retired. */
  replace(object: StoredObject, changes: FileChanges): void {
    this.remove(object.bucket, object.key, changes);
    this.#database.run(
      `INSERT INTO objects (${INFO_COLUMNS}, tags, pieces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      object.bucket,
      object.key,
      object.size,
      object.etag,
      object.modifiedAt,
      JSON.stringify(object.headers),
      JSON.stringify(object.checksums),
      object.checksumType ?? null,
      JSON.stringify(object.tags),
      JSON.stringify(object.pieces),
    );
  }

  remove(bucket: string, key: string, changes: FileChanges): void {
    const old = this.object(bucket, key);
    if (!old) return;
    this.#database.run('DELETE FROM objects WHERE bucket = ? AND key = ?', bucket, key);
    changes.retire(old.pieces);
  }

  setTags(bucket: string, key: string, tags: Readonly<Record<string, string>>): void {
    this.#database.run(
      'UPDATE objects SET tags = ? WHERE bucket = ? AND key = ?',
      JSON.stringify(tags),
      bucket,
      key,
    );
  }

  /** Keys with the prefix, at or after `from` or after `startAfter`, at most `limit` of them. */
  list(bucket: string, options: ListOptions & { limit: number }): ObjectPage {
    const { prefix = '', startAfter, from, limit } = options;
    const end = afterPrefix(prefix);
    // One bound that the index can seek to; the other conditions follow from it.
    let [operator, low] = ['>=', prefix];
    if (from !== undefined && compareKeys(from, low) > 0) low = from;
    if (startAfter !== undefined && compareKeys(startAfter, low) >= 0) [operator, low] = ['>', startAfter];
    const rows = this.#database.all<ObjectRow & Record<string, unknown>>(
      `SELECT ${INFO_COLUMNS} FROM objects WHERE bucket = ? AND key ${operator} ?
       ${end === undefined ? '' : 'AND key < ?'} ORDER BY key LIMIT ?`,
      ...[bucket, low, ...(end === undefined ? [] : [end]), limit + 1],
    );
    const objects = rows.slice(0, limit).map(infoFromRow);
    const last = objects.at(-1);
    return rows.length > limit && last ? { objects, next: last.key } : { objects };
  }
}
