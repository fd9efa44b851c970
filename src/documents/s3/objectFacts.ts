import type { HeadObjectCommandOutput, PutObjectCommandInput } from '@aws-sdk/client-s3';

/** What S3 says of an object without its content. */
export interface ObjectFacts {
  readonly etag: string;
  /** In bytes. */
  readonly size: number;
  readonly modifiedAt: Date;
  readonly storageClass: string | undefined;
  /** What a save must say again, for S3 to keep it. */
  readonly kept: KeptHeaders;
}

/** How an object is stored and served, as its writer chose it. */
export type KeptHeaders = Pick<
  PutObjectCommandInput,
  | 'CacheControl'
  | 'ContentDisposition'
  | 'ContentEncoding'
  | 'ContentLanguage'
  | 'ContentType'
  | 'Metadata'
  | 'StorageClass'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
  | 'BucketKeyEnabled'
>;

const keptNames = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Metadata',
  'StorageClass',
  'ServerSideEncryption',
  'SSEKMSKeyId',
  'BucketKeyEnabled',
] as const satisfies readonly (keyof KeptHeaders)[];

/** The answer of HeadObject, or the head of that of GetObject. */
export type ObjectHead = Pick<
  HeadObjectCommandOutput,
  'ETag' | 'ContentLength' | 'LastModified' | (typeof keptNames)[number]
>;

export function factsOf(head: ObjectHead): ObjectFacts {
  const present = keptNames.filter((name) => head[name] !== undefined);
  const kept: KeptHeaders = Object.fromEntries(present.map((name): [string, unknown] => [name, head[name]]));
  return {
    etag: head.ETag ?? '',
    size: head.ContentLength ?? 0,
    modifiedAt: head.LastModified ?? new Date(0),
    storageClass: head.StorageClass,
    kept,
  };
}
