import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';
import type { BucketClients } from './bucketClients.ts';
import { listPage } from './listing.ts';
import { factsOf, type KeptHeaders, type ObjectFacts } from './objectFacts.ts';
import { isMissing, s3Failure } from './s3Failure.ts';
import { writeFailure } from './writeFailure.ts';

/** An object, in one of its versions where that is said. */
export interface ObjectPlace extends S3Place {
  readonly versionId?: string | undefined;
}

/** What a write asks of what is there: nothing, that it is this one, or that there is none. */
export type WriteCondition = { readonly etag: string } | 'absent' | undefined;

/** An object's content on its way. Whoever asked for it reads it to the end or destroys it. */
export interface ObjectStream {
  readonly body: Readable;
  readonly facts: ObjectFacts;
}

/** One object at a time. What fails says what was tried on which object. */
export class S3Objects {
  readonly clients: BucketClients;

  constructor(clients: BucketClients) {
    this.clients = clients;
  }

  /** @returns undefined when there is no such object. */
  async head(place: ObjectPlace, signal?: AbortSignal): Promise<ObjectFacts | undefined> {
    const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
    const request = new HeadObjectCommand(inputOf(place));
    try {
      return factsOf(
        await this.clients.run(place.bucket, (client) =>
          client.send(request, { ...(signal && { abortSignal: signal }) }),
        ),
      );
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw s3Failure(`Cannot read ${s3Uri(place.bucket, place.key)}`, error);
    }
  }

  /** @throws UserError `not-found`, `not-allowed`, `not-reachable`. */
  async checkBucket(bucket: string): Promise<void> {
    const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
    try {
      await this.clients.run(bucket, (client) => client.send(new HeadBucketCommand({ Bucket: bucket })));
    } catch (error) {
      throw s3Failure(`Cannot open the bucket "${bucket}"`, error);
    }
  }

  /** Whether any object's key begins so. */
  async hasPrefix(place: S3Place, signal?: AbortSignal): Promise<boolean> {
    const { prefixes, objects } = await listPage(this.clients, place, {
      depth: 'level',
      pageSize: 1,
      signal,
    });
    return prefixes.length + objects.length > 0;
  }

  /**
   * Opens an object's content.
   * @param etag the object must still be this one.
   */
  async open(
    place: ObjectPlace,
    options: { signal?: AbortSignal; etag?: string; from?: number } = {},
  ): Promise<ObjectStream> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { signal, etag, from } = options;
    const request = new GetObjectCommand({
      ...inputOf(place),
      ...(etag && { IfMatch: etag }),
      ...(from && { Range: `bytes=${from}-` }),
    });
    try {
      const send = (client: S3Client): Promise<GetObjectCommandOutput> =>
        client.send(request, { ...(signal && { abortSignal: signal }) });
      const answer = await this.clients.run(place.bucket, send);
      return { body: answer.Body as Readable, facts: factsOf(answer) };
    } catch (error) {
      throw s3Failure(`Cannot read ${s3Uri(place.bucket, place.key)}`, error);
    }
  }

  /**
   * Writes a whole object.
   * @returns the new ETag. @throws UserError `changed-meanwhile`, `already-exists` when the condition does not hold.
   */
  async write(
    { bucket, key }: S3Place,
    content: Uint8Array,
    when?: WriteCondition,
    kept: KeptHeaders = {},
  ): Promise<string> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const condition =
      when === undefined ? {} : when === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: when.etag };
    const request = new PutObjectCommand({ ...kept, Bucket: bucket, Key: key, Body: content, ...condition });
    try {
      const { ETag } = await this.clients.run(bucket, (client) => client.send(request));
      return ETag ?? '';
    } catch (error) {
      throw writeFailure(s3Uri(bucket, key), error, when);
    }
  }
}

function inputOf({ bucket, key, versionId }: ObjectPlace) {
  return { Bucket: bucket, Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
}
