import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AwsError } from '../http/awsError.ts';
import { type LentContent } from '../http/message.ts';
import { ContentFiles, type FileSlice } from './contentFiles.ts';
import { type Database } from './database.ts';
import { MultipartUploads } from './multipartUploads.ts';
import { ObjectCommits } from './objectCommits.ts';
import { type ListOptions, noSuchKey, ObjectRows } from './objectRows.ts';
import { type BucketInfo, type ObjectInfo, type ObjectPage, type ObjectStore } from './objectStore.ts';
import { type ChecksumType, OBJECT_MIGRATIONS, type StoredObject } from './objectTables.ts';

type TextMap = Readonly<Record<string, string>>;

/** What goes with an object's content. */
export interface ObjectAttributes {
  readonly headers?: TextMap;
  readonly tags?: TextMap;
  /** Asked when the content has come to its end. */
  readonly checksums?: () => TextMap;
  readonly checksumType?: ChecksumType;
  /** Asked in the transaction that makes the object visible; throws when the one that is there stands in the way. */
  readonly check?: (existing: ObjectInfo | undefined) => void;
}

/** Objects as plain files under `objects/`, everything else about them in SQLite. */
export class FileObjectStore implements ObjectStore {
  readonly uploads: MultipartUploads;
  readonly #rows: ObjectRows;
  readonly #commits: ObjectCommits;

  constructor(dataDir: string, database: Database) {
    database.migrate('objects', OBJECT_MIGRATIONS);
    this.#rows = new ObjectRows(database);
    const root = join(dataDir, 'objects');
    this.#commits = new ObjectCommits(database, (...told) => new ContentFiles(root, ...told));
    this.uploads = new MultipartUploads(database, this.#rows, this.#commits);
  }

  /** Makes the bucket, or answers the one that is there. */
  createBucket(name: string, region: string): BucketInfo {
    const found = this.#rows.bucket(name);
    if (found) return found;
    const bucket = { name, region, createdAt: Date.now() };
    this.#commits.run(() => this.#rows.addBucket(bucket));
    return bucket;
  }

  bucket(name: string): BucketInfo | undefined {
    return this.#rows.bucket(name);
  }

  /** @throws AwsError `NoSuchBucket` */
  needBucket(name: string): BucketInfo {
    return this.#rows.needBucket(name);
  }

  /** All buckets by name. */
  buckets(): BucketInfo[] {
    return this.#rows.buckets();
  }

  /** Deletes an empty bucket, and uploads to it that were never completed. @throws AwsError `NoSuchBucket`, `BucketNotEmpty`. */
  deleteBucket(name: string): void {
    this.#rows.needBucket(name);
    this.#commits.run((changes) => {
      if (this.#rows.list(name, { limit: 1 }).objects.length > 0) {
        const message = 'The bucket you tried to delete is not empty';
        throw new AwsError('BucketNotEmpty', message, 409, { BucketName: name });
      }
      this.uploads.abandonAll(name, changes);
      this.#rows.removeBucket(name);
    });
  }

  head(bucket: string, key: string): ObjectInfo | undefined {
    return this.#rows.object(bucket, key);
  }

  /** The object with its tags and pieces. @throws AwsError `NoSuchBucket`, `NoSuchKey`. */
  object(bucket: string, key: string): StoredObject {
    const found = this.#rows.object(bucket, key);
    if (found) return found;
    this.#rows.needBucket(bucket);
    throw noSuchKey(key);
  }

  read(bucket: string, key: string, range?: { first: number; last: number }): Readable {
    return this.readObject(this.object(bucket, key), range);
  }

  /** Reads an object just looked up; call it before awaiting anything, then the content is that of the object. */
  readObject(object: StoredObject, range?: { first: number; last: number }): Readable {
    const content = this.lendObject(object, range);
    async function* copies(): AsyncGenerator<Uint8Array> {
      // A stream reads ahead.
      for await (const piece of content) yield Buffer.from(piece);
    }
    return Readable.from(copies(), { objectMode: false }).once('close', () => content.release());
  }

  /** As {@link readObject}, for who takes each piece before asking for the next. */
  lendObject(object: StoredObject, range = { first: 0, last: object.size - 1 }): LentContent {
    return this.#commits.files.hold(slices(object, range));
  }

  write(
    bucket: string,
    key: string,
    content: AsyncIterable<Uint8Array>,
    headers: TextMap = {},
  ): Promise<ObjectInfo> {
    return this.put(bucket, key, content, { headers });
  }

  /** {@link write} with everything that S3 keeps of an object. */
  async put(
    bucket: string,
    key: string,
    content: AsyncIterable<Uint8Array>,
    attributes: ObjectAttributes,
  ): Promise<StoredObject> {
    this.#rows.needBucket(bucket);
    attributes.check?.(this.head(bucket, key));
    const { files } = this.#commits;
    const { file, size, md5 } = await files.write(content);
    const { headers = {}, tags = {}, checksumType } = attributes;
    const checksums = attributes.checksums?.() ?? {};
    const described = { bucket, key, size, etag: md5, headers, tags, checksums, modifiedAt: Date.now() };
    const object = { ...described, ...(checksumType && { checksumType }), pieces: [{ file, size }] };
    try {
      this.#commits.run((changes) => {
        this.#rows.needBucket(bucket);
        attributes.check?.(this.head(bucket, key));
        changes.adopt(file);
        this.#rows.replace(object, changes);
      });
    } catch (error) {
      await files.discard(file);
      throw error;
    }
    return object;
  }

  list(bucket: string, options: ListOptions & { limit?: number }): ObjectPage {
    this.#rows.needBucket(bucket);
    return this.#rows.list(bucket, { ...options, limit: options.limit ?? 1000 });
  }

  async delete(bucket: string, key: string): Promise<void> {
    this.deleteAll(bucket, [key]);
  }

  /** Deletes many keys in one transaction; keys that are not there are no error. @throws AwsError `NoSuchBucket`. */
  deleteAll(bucket: string, keys: readonly string[]): void {
    this.#rows.needBucket(bucket);
    this.#commits.run((changes) => {
      for (const key of keys) this.#rows.remove(bucket, key, changes);
    });
  }

  setTags(bucket: string, key: string, tags: TextMap): void {
    this.object(bucket, key);
    this.#rows.setTags(bucket, key, tags);
  }
}

/** The parts of an object's files that hold a range of its bytes. */
function slices(object: StoredObject, range: { first: number; last: number }): FileSlice[] {
  const found: FileSlice[] = [];
  let start = 0;
  for (const { file, size } of object.pieces) {
    const first = Math.max(range.first - start, 0);
    const last = Math.min(range.last - start, size - 1);
    if (first <= last) found.push({ file, first, last });
    start += size;
  }
  return found;
}
