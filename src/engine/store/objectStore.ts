import { type Readable } from 'node:stream';

export interface BucketInfo {
  readonly name: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface ObjectInfo {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** As S3 sends it, without the quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  /** Headers to give back: `content-type`, `cache-control`, `x-amz-meta-…`; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Checksums known of it by algorithm name (`CRC32`, `SHA256` …), base64. */
  readonly checksums: Readonly<Record<string, string>>;
}

export interface ObjectPage {
  readonly objects: readonly ObjectInfo[];
  /** Give it back as `startAfter` to go on; absent at the end. */
  readonly next?: string;
}

/**
 * S3's buckets and objects as the rest of the engine sees them; `services/s3` speaks the wire over it. Objects are
 * plain files, streamed both ways. A write is visible whole or not at all.
 */
export interface ObjectStore {
  createBucket(name: string, region: string): BucketInfo;
  bucket(name: string): BucketInfo | undefined;
  /** `undefined` when bucket or key is not there. */
  head(bucket: string, key: string): ObjectInfo | undefined;
  /** @param range first and last byte, both inclusive. @throws AwsError `NoSuchBucket`, `NoSuchKey`. */
  read(bucket: string, key: string, range?: { first: number; last: number }): Readable;
  /** @throws AwsError `NoSuchBucket`. */
  write(
    bucket: string,
    key: string,
    content: AsyncIterable<Uint8Array>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ObjectInfo>;
  /** Keys in UTF-8 byte order. @throws AwsError `NoSuchBucket`. */
  list(bucket: string, options: { prefix?: string; startAfter?: string; limit?: number }): ObjectPage;
  delete(bucket: string, key: string): Promise<void>;
}

/** `s3://bucket/key` in its two parts, `undefined` when it is no S3 URI; the key may be empty. */
export function parseS3Uri(uri: string): { bucket: string; key: string } | undefined {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(uri);
  return match?.[1] === undefined ? undefined : { bucket: match[1], key: match[2] ?? '' };
}
