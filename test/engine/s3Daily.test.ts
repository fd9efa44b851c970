import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ObjectAttributes,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, hasAwsCli } from './clients/witness.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { RawClient } from './raw/rawClient.ts';
import { sign } from './raw/signing.ts';

const Bucket = 'daily';
const PART = Buffer.alloc(5 * 1024 * 1024, 'p');
const awsCli = await hasAwsCli();
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  await engine.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => engine.stop());

const put = (Key: string, more: object = {}) =>
  engine.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key, ...more }));

async function failure(sending: Promise<unknown>): Promise<string> {
  return sending.then(
    () => 'none',
    (error: unknown) => (error as Error).name,
  );
}

describe('GetObjectAttributes', () => {
  const attributes = (Key: string, more: object = {}) =>
    engine.s3.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key,
        ObjectAttributes: Object.values(ObjectAttributes),
        ...more,
      }),
    );

  it('tells of an object that was put in one', async () => {
    const { ETag } = await put('whole', { ChecksumAlgorithm: 'SHA256' });
    const found = await attributes('whole');
    expect(found).toMatchObject({ ETag: ETag?.replaceAll('"', ''), StorageClass: 'STANDARD', ObjectSize: 5 });
    expect(found.Checksum?.ChecksumSHA256).toHaveLength(44);
    expect(found.ObjectParts).toBeUndefined();
    const one = await attributes('whole', { ObjectAttributes: ['ObjectSize'] });
    expect({ ...one, $metadata: 0, LastModified: 0 }).toEqual({
      ObjectSize: 5,
      $metadata: 0,
      LastModified: 0,
    });
    expect(await failure(attributes('nothing'))).toBe('NoSuchKey');
  });

  it('tells of the parts of one that was put in parts, page by page', async () => {
    const Key = 'parts';
    const { UploadId } = await engine.s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' }),
    );
    const Parts = [];
    for (const PartNumber of [2, 5, 9]) {
      const part = { Bucket, Key, UploadId, PartNumber, Body: PART, ChecksumAlgorithm: 'CRC32' as const };
      const { ETag, ChecksumCRC32 } = await engine.s3.send(new UploadPartCommand(part));
      Parts.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    await engine.s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    const first = (await attributes(Key, { MaxParts: 2 })).ObjectParts;
    expect(first).toMatchObject({
      TotalPartsCount: 3,
      IsTruncated: true,
      NextPartNumberMarker: '5',
      MaxParts: 2,
    });
    expect(first?.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [2, PART.length],
      [5, PART.length],
    ]);
    const second = (await attributes(Key, { MaxParts: 2, PartNumberMarker: '5' })).ObjectParts;
    expect(second?.IsTruncated).toBe(false);
    expect(second?.Parts?.[0]?.ChecksumCRC32).toBe(Parts[2]?.ChecksumCRC32);
  });
});

describe('ListMultipartUploads', () => {
  it('rolls keys up by delimiter, page after page', async () => {
    for (const Key of ['up/a/1', 'up/a/2', 'up/b', 'up/b', 'up/c/1', 'up/d']) {
      await engine.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    }
    const list = (more: object) =>
      engine.s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'up/', Delimiter: '/', ...more }));
    const whole = await list({});
    expect(whole.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['up/a/', 'up/c/']);
    expect(whole.Uploads?.map(({ Key }) => Key)).toEqual(['up/b', 'up/b', 'up/d']);
    expect(whole.IsTruncated).toBe(false);
    const seen: (string | undefined)[] = [];
    for (let page = await list({ MaxUploads: 1 }); seen.length < 9;) {
      seen.push(page.CommonPrefixes?.[0]?.Prefix ?? page.Uploads?.[0]?.Key);
      if (page.IsTruncated !== true) break;
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      page = await list({ MaxUploads: 1, KeyMarker, UploadIdMarker });
    }
    expect(seen).toEqual(['up/a/', 'up/b', 'up/b', 'up/c/', 'up/d']);
  });
});

describe('conditional writes', () => {
  it('hold of PUT and of copies', async () => {
    const { ETag } = await put('guarded');
    expect(await failure(put('guarded', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await failure(put('guarded', { IfMatch: '"0123"' }))).toBe('PreconditionFailed');
    expect(await failure(put('guarded', { IfMatch: ETag }))).toBe('none');
    expect(await failure(put('not yet', { IfMatch: ETag }))).toBe('NoSuchKey');
    expect(await failure(put('not yet', { IfNoneMatch: '*' }))).toBe('none');
  });
});

describe('copies onto themselves', () => {
  it('replace the metadata, and keep the tags', async () => {
    await put('self', { Metadata: { a: '1' }, Tagging: 'team=birds', ContentType: 'text/csv' });
    const copy = { Bucket, Key: 'self', CopySource: `${Bucket}/self` };
    expect(await failure(engine.s3.send(new CopyObjectCommand(copy)))).toBe('InvalidRequest');
    const replaced = { ...copy, MetadataDirective: 'REPLACE' as const, Metadata: { b: '2' } };
    await engine.s3.send(new CopyObjectCommand(replaced));
    const head = await engine.s3.send(new HeadObjectCommand({ Bucket, Key: 'self' }));
    expect(head).toMatchObject({ Metadata: { b: '2' }, ContentType: 'binary/octet-stream' });
    const { TagSet } = await engine.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'self' }));
    expect(TagSet).toEqual([{ Key: 'team', Value: 'birds' }]);
  });
});

describe('headers', () => {
  it('beyond ASCII come back, from the object and from the query', async () => {
    const raw = new RawClient(engine.state);
    const text = Buffer.from('日本 é').toString('latin1');
    // Signed as UTF-8, as SDKs do, and sent byte by byte.
    const at = { service: 's3', path: `/${Bucket}/names` };
    const signedHeaders = { 'x-amz-meta-name': '日本 é' };
    const signed = sign(engine.state, { ...at, method: 'PUT', headers: signedHeaders, body: 'x' });
    const sent = { ...signed.headers, 'x-amz-meta-name': text };
    expect((await raw.sendAs('PUT', signed.target, sent, 'x')).status).toBe(200);
    const got = await raw.send({ ...at, method: 'GET' });
    expect(Buffer.from(got.headers['x-amz-meta-name'] ?? '', 'latin1').toString()).toBe('日本 é');
    const disposition = 'attachment; filename="日本.txt"\r\nX-Injected: 1';
    const odd = await raw.send({
      ...at,
      method: 'GET',
      query: [['response-content-disposition', disposition]],
    });
    expect(odd.status).toBe(200);
    expect(odd.headers['x-injected']).toBeUndefined();
    expect(Buffer.from(odd.headers['content-disposition'] ?? '', 'latin1').toString()).toContain('日本.txt');
    raw.close();
  });
});

describe('versions', () => {
  it('are not kept, and asking for them says so', async () => {
    const on = { Bucket, VersioningConfiguration: { Status: 'Enabled' as const } };
    expect(await failure(engine.s3.send(new PutBucketVersioningCommand(on)))).toBe('NotImplemented');
  });
});

describe.skipIf(!awsCli)('the AWS CLI, day by day', () => {
  const aws = (...args: string[]): Promise<string> => client('aws', args, engine.clientEnvironment);

  it(
    'moves, copies with metadata, and removes, one by one and recursively',
    { timeout: 120_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 's3-daily-'));
      for (const name of ['one.txt', 'two.txt', 'three.csv']) await writeFile(join(folder, name), name);
      await aws('s3', 'mv', folder, 's3://daily/cli', '--recursive', '--only-show-errors');
      expect(await aws('s3', 'ls', 's3://daily/cli/')).toMatch(/one\.txt\n.*three\.csv\n.*two\.txt\n/);
      await aws('s3', 'mv', 's3://daily/cli/one.txt', 's3://daily/cli/first.txt');
      await aws(
        's3',
        'cp',
        's3://daily/cli/first.txt',
        's3://daily/cli/tagged.txt',
        '--metadata',
        'a=b',
        '--metadata-directive',
        'REPLACE',
        '--content-type',
        'text/x-daily',
      );
      const head = await engine.s3.send(new HeadObjectCommand({ Bucket, Key: 'cli/tagged.txt' }));
      expect(head).toMatchObject({ Metadata: { a: 'b' }, ContentType: 'text/x-daily' });
      await aws(
        's3',
        'rm',
        's3://daily/cli',
        '--recursive',
        '--exclude',
        '*',
        '--include',
        '*.txt',
        '--only-show-errors',
      );
      const left = await aws('s3', 'ls', 's3://daily/cli/', '--summarize');
      expect(left).toMatch(/three\.csv\n\nTotal Objects: 1\n/);
      const kept = await engine.s3.send(new GetObjectCommand({ Bucket, Key: 'cli/three.csv' }));
      expect(await kept.Body?.transformToString()).toBe('three.csv');
      await rm(folder, { recursive: true, force: true });
    },
  );
});
