import type { S3Client } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { putStream } from '../platform/putStream.ts';
import { s3Uri } from '../platform/s3Uri.ts';
import { UserError } from '../platform/userError.ts';
import type { SourceFile } from './sourceFiles.ts';

/** S3 takes this many keys in one DeleteObjects. */
const deleteAtOnce = 1000;
const parallel = 4;

/** Puts objects into one bucket and remembers them, so that a launch which does not happen leaves nothing behind. */
export class Uploads {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #signal: AbortSignal;
  readonly #keys = new Set<string>();
  #madeBucket = false;

  constructor(client: S3Client, bucket: string, signal: AbortSignal) {
    this.#client = client;
    this.#bucket = bucket;
    this.#signal = signal;
  }

  /**
   * Makes sure that there is a bucket.
   * @param create makes it when it is missing; otherwise that is an error that names it.
   */
  async ensureBucket(create: boolean): Promise<void> {
    const { HeadBucketCommand, CreateBucketCommand } = await import('@aws-sdk/client-s3');
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }), { abortSignal: this.#signal });
      return;
    } catch (error) {
      if (!(error instanceof Error) || !['NotFound', 'NoSuchBucket'].includes(error.name)) throw error;
      if (!create)
        throw new UserError(
          'not-found',
          `There is no bucket "${this.#bucket}", where sources and models go.`,
          {
            advice: 'Create it in this region and launch again.',
            cause: error,
          },
        );
    }
    await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket }), { abortSignal: this.#signal });
    this.#madeBucket = true;
  }

  /** Sends a stream of any length, in parts when it is long. */
  async put(key: string, body: Readable): Promise<void> {
    this.#signal.throwIfAborted();
    this.#keys.add(key);
    await putStream(this.#client, { bucket: this.#bucket, key }, body, this.#signal);
  }

  /** Sends the files of a folder, a few at a time. `sent` hears the bytes of each that has arrived. */
  async putFiles(files: readonly SourceFile[], prefix: string, sent: (bytes: number) => void): Promise<void> {
    const waiting = files.values();
    let failed = false;
    const work = async (): Promise<void> => {
      for (const file of waiting) {
        if (failed) return;
        await this.put(prefix + file.name, createReadStream(file.path)).catch((error: unknown) => {
          failed = true;
          throw error;
        });
        sent(file.size);
      }
    };
    // All have ended before anyone hears of a failure: `undo` must not race with them.
    const ends = await Promise.allSettled(Array.from({ length: parallel }, work));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason;
  }

  /** Removes all that was sent. */
  async undo(): Promise<void> {
    const { DeleteBucketCommand, DeleteObjectsCommand } = await import('@aws-sdk/client-s3');
    const keys = [...this.#keys];
    for (let at = 0; at < keys.length; at += deleteAtOnce) {
      const Objects = keys.slice(at, at + deleteAtOnce).map((Key) => ({ Key }));
      const answer = await this.#client.send(
        new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
      );
      const [failed] = answer.Errors ?? [];
      if (failed)
        throw new UserError(
          'unexpected',
          `${s3Uri(this.#bucket, failed.Key ?? '')} could not be removed: ${failed.Message ?? ''}`,
        );
    }
    if (this.#madeBucket) await this.#client.send(new DeleteBucketCommand({ Bucket: this.#bucket }));
  }
}
