import { randomBytes } from 'node:crypto';
import { AwsError } from '../http/awsError.ts';
import { type Database } from './database.ts';
import { type FileChanges, type ObjectCommits } from './objectCommits.ts';
import { type ObjectRows } from './objectRows.ts';
import { type ObjectInfo } from './objectStore.ts';
import { type ChecksumType, type StoredObject } from './objectTables.ts';
import {
  type Part,
  partFromRow,
  type PartRow,
  type Upload,
  uploadFromRow,
  type UploadRow,
} from './uploadRows.ts';

type TextMap = Readonly<Record<string, string>>;

/** How the parts make one object. */
export interface Completion {
  readonly etag: string;
  readonly checksums: TextMap;
  readonly checksumType?: ChecksumType;
  /** As in `ObjectAttributes`. */
  readonly check?: (existing: ObjectInfo | undefined) => void;
}

/** Uploads in parts. Each part is a file; a completed object keeps the files of its parts, nothing is copied. */
export class MultipartUploads {
  readonly #database: Database;
  readonly #rows: ObjectRows;
  readonly #commits: ObjectCommits;

  constructor(database: Database, rows: ObjectRows, commits: ObjectCommits) {
    this.#database = database;
    this.#rows = rows;
    this.#commits = commits;
  }

  /** @throws AwsError `NoSuchBucket` */
  create(described: Omit<Upload, 'id' | 'createdAt'>): Upload {
    this.#rows.needBucket(described.bucket);
    const upload = { ...described, id: randomBytes(32).toString('base64url'), createdAt: Date.now() };
    this.#commits.run(() =>
      this.#database.run(
        'INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        upload.id,
        upload.bucket,
        upload.key,
        upload.createdAt,
        JSON.stringify(upload.headers),
        JSON.stringify(upload.tags),
        upload.algorithm ?? null,
        upload.checksumType ?? null,
      ),
    );
    return upload;
  }

  /** @throws AwsError `NoSuchBucket`, `NoSuchUpload` */
  get(bucket: string, key: string, id: string): Upload {
    this.#rows.needBucket(bucket);
    const row = this.#database.get<UploadRow & Record<string, unknown>>(
      'SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?',
      id,
      bucket,
      key,
    );
    if (row) return uploadFromRow(row);
    const message =
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
    throw new AwsError('NoSuchUpload', message, 404, { UploadId: id });
  }

  /** Uploads with the prefix, ordered by key and id, after the given ones. */
  list(bucket: string, prefix: string, after: { key: string; id: string }, limit: number): Upload[] {
    this.#rows.needBucket(bucket);
    return this.#database
      .all<UploadRow & Record<string, unknown>>(
        `SELECT * FROM uploads WHERE bucket = ? AND substr(key, 1, length(?)) = ? AND (key, id) > (?, ?)
         ORDER BY key, id LIMIT ?`,
        ...[bucket, prefix, prefix, after.key, after.id, limit],
      )
      .map(uploadFromRow);
  }

  /** Streams a part; it replaces one of the same number. @throws AwsError `NoSuchUpload` */
  async putPart(
    upload: Upload,
    number: number,
    content: AsyncIterable<Uint8Array>,
    checksums: () => TextMap,
  ): Promise<Part> {
    const { files } = this.#commits;
    const { file, size, md5 } = await files.write(content);
    const part: Part = { number, file, size, etag: md5, modifiedAt: Date.now(), checksums: checksums() };
    try {
      this.#commits.run((changes) => {
        this.get(upload.bucket, upload.key, upload.id);
        changes.retire(
          this.#database.all('SELECT file FROM parts WHERE upload = ? AND number = ?', upload.id, number),
        );
        changes.adopt(file);
        this.#database.run(
          'INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)',
          ...[upload.id, number, file, size, md5, part.modifiedAt, JSON.stringify(part.checksums)],
        );
      });
    } catch (error) {
      await files.discard(file);
      throw error;
    }
    return part;
  }

  /** Parts by number, those after the given one. */
  parts(upload: Upload, after = 0, limit = 10_000): Part[] {
    return this.#database
      .all<PartRow & Record<string, unknown>>(
        'SELECT * FROM parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?',
        ...[upload.id, after, limit],
      )
      .map(partFromRow);
  }

  /** Makes an object of the chosen parts, in their order; parts not chosen are dropped. */
  complete(upload: Upload, chosen: readonly Part[], completion: Completion): StoredObject {
    const { bucket, key, headers, tags } = upload;
    const { check, ...described } = completion;
    const object: StoredObject = {
      ...{ bucket, key, headers, tags, ...described },
      size: chosen.reduce((sum, part) => sum + part.size, 0),
      modifiedAt: Date.now(),
      pieces: chosen.map(({ file, size, number, checksums }) => ({
        file,
        size,
        part: { number, checksums },
      })),
    };
    this.#commits.run((changes) => {
      check?.(this.#rows.object(bucket, key));
      const kept = new Set(chosen.map(({ file }) => file));
      changes.retire(this.parts(upload).filter(({ file }) => !kept.has(file)));
      this.#database.run('DELETE FROM uploads WHERE id = ?', upload.id);
      this.#rows.replace(object, changes);
    });
    return object;
  }

  abort(upload: Upload): void {
    this.#commits.run((changes) => this.#abandon(upload, changes));
  }

  /** Drops a bucket's uploads within a transaction of the caller's. */
  abandonAll(bucket: string, changes: FileChanges): void {
    const rows = this.#database.all<UploadRow & Record<string, unknown>>(
      'SELECT * FROM uploads WHERE bucket = ?',
      bucket,
    );
    for (const row of rows) this.#abandon(uploadFromRow(row), changes);
  }

  #abandon(upload: Upload, changes: FileChanges): void {
    changes.retire(this.parts(upload));
    this.#database.run('DELETE FROM uploads WHERE id = ?', upload.id);
  }
}
