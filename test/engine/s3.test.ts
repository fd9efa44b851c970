import { createHash, randomBytes } from 'node:crypto';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  type ListObjectsV2CommandInput,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from './harness.ts';

const STRANGE_KEYS = [
  'with spaces in it.txt',
  'größe/日本語/🙂.txt',
  '../../etc/passwd',
  'a/../b/./c',
  'double//slash',
  'trailing/',
  'plus+percent%20and%2Fslash',
  'question?mark#hash&amp;=',
  'quotes\'"<>`',
  ' leading and trailing ',
  'back\\slash:colon*star|pipe',
];

let engine: TestEngine;
let s3: S3Client;

async function put(Bucket: string, Key: string, Body: string | Uint8Array = Key): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function text(Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

/** Lists all pages. */
async function listAll(
  input: ListObjectsV2CommandInput,
): Promise<{ keys: string[]; prefixes: string[]; pages: number }> {
  const keys: string[] = [];
  const prefixes: string[] = [];
  let pages = 0;
  for (let token: string | undefined; ;) {
    const page = await s3.send(new ListObjectsV2Command({ ...input, ContinuationToken: token }));
    pages += 1;
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
    prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''));
    expect(page.KeyCount).toBe((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0));
    if (!page.IsTruncated) return { keys, prefixes, pages };
    token = page.NextContinuationToken;
  }
}

beforeAll(async () => {
  engine = await startEngine();
  s3 = engine.s3;
  await s3.send(new CreateBucketCommand({ Bucket: 'shared-bucket' }));
});

afterAll(async () => engine.stop());

describe('buckets', () => {
  it('are made, listed, found and deleted when empty', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
    await s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
    const { Buckets } = await s3.send(new ListBucketsCommand({ Prefix: 'short' }));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['short-lived']);
    expect(Buckets?.[0]?.CreationDate).toBeInstanceOf(Date);
    expect((await s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).BucketRegion).toBe(
      engine.state.region,
    );
    await put('short-lived', 'a');
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    await s3.send(new DeleteObjectCommand({ Bucket: 'short-lived', Key: 'a' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('answer what tools ask of them', async () => {
    const Bucket = 'shared-bucket';
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeFalsy();
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'no-such' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    const versioning = { Bucket, VersioningConfiguration: { Status: 'Enabled' as const } };
    await expect(s3.send(new PutBucketVersioningCommand(versioning))).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
    await expect(s3.send(new CreateBucketCommand({ Bucket: 'Not_Valid' }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
  });
});

describe('objects', () => {
  it('come back as they were put, with their headers, metadata and checksum', async () => {
    const Body = randomBytes(300_000);
    const md5 = createHash('md5').update(Body).digest('hex');
    const given = {
      Bucket: 'shared-bucket',
      Key: 'model.bin',
      ContentType: 'application/x-model',
      CacheControl: 'no-cache',
    };
    const stored = await s3.send(
      new PutObjectCommand({ ...given, Body, Metadata: { job: 'one', 'Two-Words': 'x y' } }),
    );
    expect(stored).toMatchObject({ ETag: `"${md5}"`, ChecksumType: 'FULL_OBJECT' });
    expect(stored.ChecksumCRC32).toMatch(/=$/);
    const found = await s3.send(new GetObjectCommand({ Bucket: given.Bucket, Key: given.Key }));
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? '').equals(Body)).toBe(true);
    expect(found).toMatchObject({
      ContentType: 'application/x-model',
      CacheControl: 'no-cache',
      ContentLength: 300_000,
    });
    expect(found.Metadata).toEqual({ job: 'one', 'two-words': 'x y' });
    const head = await s3.send(
      new HeadObjectCommand({ Bucket: given.Bucket, Key: given.Key, ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({
      ETag: `"${md5}"`,
      ContentLength: 300_000,
      ChecksumCRC32: stored.ChecksumCRC32,
    });
    expect(Math.abs((head.LastModified?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('may have any key', async () => {
    const Bucket = 'strange-keys';
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const key of STRANGE_KEYS) await put(Bucket, key);
    for (const key of STRANGE_KEYS) expect(await text(Bucket, key)).toBe(key);
    const sorted = [...STRANGE_KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await listAll({ Bucket })).keys).toEqual(sorted);
    const Objects = STRANGE_KEYS.map((Key) => ({ Key }));
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect([Deleted?.length, Errors]).toEqual([STRANGE_KEYS.length, undefined]);
    expect((await listAll({ Bucket })).keys).toEqual([]);
  });

  it('are read in ranges', async () => {
    const Bucket = 'shared-bucket';
    await put(Bucket, 'digits', '0123456789');
    const range = async (Range: string) => {
      const { Body, ContentRange } = await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
      return [await Body?.transformToString(), ContentRange];
    };
    expect(await range('bytes=2-4')).toEqual(['234', 'bytes 2-4/10']);
    expect(await range('bytes=7-')).toEqual(['789', 'bytes 7-9/10']);
    expect(await range('bytes=-3')).toEqual(['789', 'bytes 7-9/10']);
    expect(await range('bytes=8-100')).toEqual(['89', 'bytes 8-9/10']);
    await expect(range('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
    await put(Bucket, 'empty', '');
    expect(await text(Bucket, 'empty')).toBe('');
  });

  it('obey conditions', async () => {
    const at = { Bucket: 'shared-bucket', Key: 'conditional' };
    const { ETag } = await s3.send(new PutObjectCommand({ ...at, Body: 'one', IfNoneMatch: '*' }));
    const refused = { name: 'PreconditionFailed' };
    await expect(
      s3.send(new PutObjectCommand({ ...at, Body: 'two', IfNoneMatch: '*' })),
    ).rejects.toMatchObject(refused);
    await expect(
      s3.send(new PutObjectCommand({ ...at, Body: 'two', IfMatch: '"other"' })),
    ).rejects.toMatchObject(refused);
    await expect(s3.send(new GetObjectCommand({ ...at, IfMatch: '"other"' }))).rejects.toMatchObject(refused);
    await expect(s3.send(new GetObjectCommand({ ...at, IfNoneMatch: ETag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await s3.send(new PutObjectCommand({ ...at, Body: 'two', IfMatch: ETag }));
    expect(await text(at.Bucket, at.Key)).toBe('two');
  });

  it('override headers of the answer on demand', async () => {
    await put('shared-bucket', 'report', 'x');
    const found = await s3.send(
      new GetObjectCommand({
        Bucket: 'shared-bucket',
        Key: 'report',
        ResponseContentType: 'text/html',
        ResponseContentDisposition: 'attachment',
      }),
    );
    expect(found).toMatchObject({ ContentType: 'text/html', ContentDisposition: 'attachment' });
  });

  it('are copied with or without their metadata and tags', async () => {
    const Bucket = 'shared-bucket';
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'from ä+b',
        Body: 'content',
        Metadata: { a: '1' },
        Tagging: 't=1',
      }),
    );
    const CopySource = `${Bucket}/${encodeURIComponent('from ä+b')}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource }));
    expect(await text(Bucket, 'to')).toBe('content');
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ a: '1' });
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'to' }))).TagSet).toEqual([
      { Key: 't', Value: '1' },
    ]);
    const replace = { CopySource, MetadataDirective: 'REPLACE' as const, Metadata: { b: '2' } };
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', ...replace }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ b: '2' });
    await expect(
      s3.send(new CopyObjectCommand({ Bucket, Key: 'from ä+b', CopySource })),
    ).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(
      s3.send(new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/none` })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('have tags', async () => {
    const at = { Bucket: 'shared-bucket', Key: 'tagged' };
    await put(at.Bucket, at.Key);
    const TagSet = [{ Key: 'team', Value: 'ml & ops' }];
    await s3.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet } }));
    expect((await s3.send(new GetObjectTaggingCommand(at))).TagSet).toEqual(TagSet);
    expect((await s3.send(new HeadObjectCommand(at))).TagCount).toBe(1);
  });

  it('that are not there are missed by AWS codes', async () => {
    const at = { Bucket: 'shared-bucket', Key: 'none' };
    await expect(s3.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new HeadObjectCommand(at))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(
      s3.send(new PutObjectCommand({ ...at, Bucket: 'no-such', Body: 'x' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await s3.send(new DeleteObjectCommand(at));
  });

  it('that are read while they are replaced end as they began', async () => {
    const at = { Bucket: 'shared-bucket', Key: 'busy' };
    const before = Buffer.alloc(8_000_000, 'a');
    await s3.send(new PutObjectCommand({ ...at, Body: before }));
    const { Body } = await s3.send(new GetObjectCommand(at));
    await s3.send(new PutObjectCommand({ ...at, Body: 'new' }));
    const read = Buffer.from((await Body?.transformToByteArray()) ?? '');
    expect(read.equals(before)).toBe(true);
    expect(await text(at.Bucket, at.Key)).toBe('new');
  });

  it('survive kill -9', async () => {
    await put('shared-bucket', 'durable', 'still here');
    await engine.restart();
    s3 = engine.s3;
    expect(await text('shared-bucket', 'durable')).toBe('still here');
  });
});

describe('listings', () => {
  const Bucket = 'listed-bucket';
  const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'b0', 'd e/1', 'ü/1', 'z'];

  beforeAll(async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const key of keys) await put(Bucket, key);
    for (let i = 0; i < 40; i += 1) await put(Bucket, `many/${String(i).padStart(2, '0')}`);
  });

  it('roll keys up by delimiter, page after page', async () => {
    const flat = await listAll({ Bucket, MaxKeys: 7 });
    expect(flat.keys.length).toBe(48);
    expect(flat.pages).toBe(7);
    for (const MaxKeys of [1, 2, 3, 1000]) {
      const found = await listAll({ Bucket, Delimiter: '/', MaxKeys });
      expect(found.keys).toEqual(['a', 'b0', 'z']);
      expect(found.prefixes).toEqual(['b/', 'd e/', 'many/', 'ü/']);
    }
    expect(await listAll({ Bucket, Delimiter: '/', Prefix: 'b/' })).toMatchObject({
      keys: ['b/1', 'b/2'],
      prefixes: ['b/c/'],
    });
    expect((await listAll({ Bucket, StartAfter: 'many/39' })).keys).toEqual(['z', 'ü/1']);
    expect((await listAll({ Bucket, Prefix: 'none' })).keys).toEqual([]);
  });

  it('escape keys with encoding-type=url', async () => {
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'd', EncodingType: 'url' }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual(['d%20e/1']);
  });

  it('have their first version too', async () => {
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2 }));
    expect([first.Contents?.[0]?.Key, first.CommonPrefixes?.[0]?.Prefix, first.NextMarker]).toEqual([
      'a',
      'b/',
      'b/',
    ]);
    const second = await s3.send(
      new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2, Marker: first.NextMarker }),
    );
    expect([second.Contents?.[0]?.Key, second.CommonPrefixes?.[0]?.Prefix]).toEqual(['b0', 'd e/']);
  });
});
