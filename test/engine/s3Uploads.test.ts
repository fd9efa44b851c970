import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from './harness.ts';

const Bucket = 'uploads-bucket';
const MIB = 1024 * 1024;
const ALGORITHMS: readonly ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'];

let engine: TestEngine;
let s3: S3Client;

async function content(Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  return Buffer.from((await Body?.transformToByteArray()) ?? '');
}

/** All files that the engine keeps of objects. */
async function files(): Promise<string[]> {
  const found = await readdir(join(engine.dataDir, 'objects'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
}

beforeAll(async () => {
  engine = await startEngine();
  s3 = engine.s3;
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => engine.stop());

describe('checksums', () => {
  it.each(ALGORITHMS)('%s is verified, kept and given back', async (ChecksumAlgorithm) => {
    const Key = `checked-${ChecksumAlgorithm}`;
    const Body = randomBytes(100_000);
    const stored = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm }));
    const member = `Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32';
    expect(stored[member]).toBeTruthy();
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(head[member]).toBe(stored[member]);
    expect((await content(Key)).equals(Body)).toBe(true);
    const wrong = {
      Bucket,
      Key: 'wrong',
      Body,
      [member]: Buffer.alloc(Buffer.from(stored[member] ?? '', 'base64').length).toString('base64'),
    };
    await expect(s3.send(new PutObjectCommand(wrong))).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'wrong' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('Content-MD5 is verified', async () => {
    const ContentMD5 = createHash('md5').update('right').digest('base64');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'md5', Body: 'right', ContentMD5 }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'md5', Body: 'wrong', ContentMD5 })),
    ).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'md5', Body: 'wrong', ContentMD5: 'x' })),
    ).rejects.toMatchObject({ name: 'InvalidDigest' });
    expect((await content('md5')).toString()).toBe('right');
  });

  it('of a stream come in a trailer, and the framing is not stored', async () => {
    const data = randomBytes(3 * MIB);
    const Body = Readable.from([data.subarray(0, 1000), data.subarray(1000)]);
    const stored = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'streamed',
        Body,
        ContentLength: data.length,
        ContentEncoding: 'gzip',
      }),
    );
    expect(stored.ChecksumCRC32).toBeTruthy();
    expect((await content('streamed')).equals(data)).toBe(true);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'streamed' }));
    expect(head).toMatchObject({ ContentLength: data.length, ContentEncoding: 'gzip' });
  });
});

describe('multipart uploads', () => {
  it('of 64 MB arrive whole', { timeout: 120_000 }, async () => {
    const before = (await files()).length;
    const data = randomBytes(64 * MIB);
    const upload = new Upload({
      client: s3,
      params: { Bucket, Key: 'large', Body: data },
      partSize: 8 * MIB,
      queueSize: 4,
    });
    const done = await upload.done();
    const md5s = Array.from({ length: 8 }, (_, i) =>
      createHash('md5')
        .update(data.subarray(i * 8 * MIB, (i + 1) * 8 * MIB))
        .digest(),
    );
    expect(done.ETag).toBe(`"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-8"`);
    const { Body, ContentLength } = await s3.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    const hash = createHash('sha256');
    for await (const chunk of Body as Readable) hash.update(chunk as Buffer);
    expect(ContentLength).toBe(data.length);
    expect(hash.digest('hex')).toBe(createHash('sha256').update(data).digest('hex'));
    const Range = `bytes=${8 * MIB - 5}-${8 * MIB + 4}`;
    const ranged = await s3.send(new GetObjectCommand({ Bucket, Key: 'large', Range }));
    const bytes = await ranged.Body?.transformToByteArray();
    expect(data.subarray(8 * MIB - 5, 8 * MIB + 5).equals(Buffer.from(bytes ?? ''))).toBe(true);
    const part = await s3.send(new HeadObjectCommand({ Bucket, Key: 'large', PartNumber: 2 }));
    expect(part).toMatchObject({ ContentLength: 8 * MIB, PartsCount: 8 });
    // The parts are the object: nothing was copied.
    expect((await files()).length).toBe(before + 8);
  });

  it.each([
    ['CRC32', 'COMPOSITE'],
    ['CRC32', 'FULL_OBJECT'],
    ['CRC32C', 'FULL_OBJECT'],
    ['CRC64NVME', 'FULL_OBJECT'],
    ['SHA256', 'COMPOSITE'],
  ] as const)('keep a checksum: %s %s', async (ChecksumAlgorithm, ChecksumType) => {
    const at = { Bucket, Key: `parts-${ChecksumAlgorithm}-${ChecksumType}` };
    const data = [randomBytes(5 * MIB), randomBytes(1234)];
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ ...at, ChecksumAlgorithm, ChecksumType }),
    );
    const Parts = [];
    for (const [index, Body] of data.entries()) {
      const PartNumber = index + 1;
      const { $metadata, ...part } = await s3.send(
        new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ChecksumAlgorithm }),
      );
      expect($metadata.httpStatusCode).toBe(200);
      Parts.push({ ...part, PartNumber });
    }
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }),
    );
    expect(done.ChecksumType).toBe(ChecksumType);
    const value = done[`Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32'] ?? '';
    if (ChecksumType === 'COMPOSITE') {
      expect(value).toMatch(/-2$/);
    } else {
      // The same bytes in one request have the same checksum.
      const whole = await s3.send(
        new PutObjectCommand({ Bucket, Key: 'whole', Body: Buffer.concat(data), ChecksumAlgorithm }),
      );
      expect(value).toBe(whole[`Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32']);
    }
    expect((await content(at.Key)).equals(Buffer.concat(data))).toBe(true);
  });

  it('are listed, refused when wrong, and leave nothing when aborted', async () => {
    const at = { Bucket, Key: 'given up' };
    const before = (await files()).length;
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at));
    const one = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'small' }));
    const two = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 2, Body: 'more' }));
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads?.map(({ Key, UploadId: id }) => [Key, id])).toEqual([[at.Key, UploadId]]);
    const listed = await s3.send(new ListPartsCommand({ ...at, UploadId, MaxParts: 1 }));
    expect(listed).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '1',
      Parts: [{ PartNumber: 1, Size: 5, ETag: one.ETag }],
    });
    const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    const [first, second] = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ];
    await expect(complete([first, second])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete([second, first])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([{ PartNumber: 1, ETag: two.ETag }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    expect((await files()).length).toBe(before + 2);
    await s3.send(new AbortMultipartUploadCommand({ ...at, UploadId }));
    expect((await files()).length).toBe(before);
    await expect(s3.send(new ListPartsCommand({ ...at, UploadId }))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  it('take parts from objects', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'source', Body: '0123456789' }));
    const at = { Bucket, Key: 'from copies' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at));
    const { CopyPartResult } = await s3.send(
      new UploadPartCopyCommand({
        ...at,
        UploadId,
        PartNumber: 1,
        CopySource: `${Bucket}/source`,
        CopySourceRange: 'bytes=2-5',
      }),
    );
    const Parts = [{ PartNumber: 1, ETag: CopyPartResult?.ETag }];
    await s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    expect((await content(at.Key)).toString()).toBe('2345');
  });
});

describe('presigned URLs', () => {
  it('put and get without credentials', async () => {
    const put = await getSignedUrl(
      s3,
      new PutObjectCommand({ Bucket, Key: 'pre signed', Metadata: { by: 'url' } }),
      { expiresIn: 60 },
    );
    expect((await fetch(put, { method: 'PUT', body: 'through a URL' })).status).toBe(200);
    const get = await getSignedUrl(
      s3,
      new GetObjectCommand({ Bucket, Key: 'pre signed', ResponseContentType: 'text/x' }),
      { expiresIn: 60 },
    );
    const answer = await fetch(get);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/x',
      'through a URL',
    ]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'pre signed' }))).Metadata).toEqual({
      by: 'url',
    });
    const error = await fetch(get.replace('pre%20signed', 'other'));
    expect([error.status, (await error.text()).includes('<Code>SignatureDoesNotMatch</Code>')]).toEqual([
      403,
      true,
    ]);
  });
});

describe('an upload that breaks off', () => {
  it('leaves nothing', async () => {
    const before = await files();
    const url = new URL(
      await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'broken off' }), { expiresIn: 60 }),
    );
    await new Promise<void>((resolve) => {
      const sending = httpRequest(url, { method: 'PUT', headers: { 'content-length': 10_000_000 } });
      sending.on('error', () => resolve());
      sending.write(randomBytes(1_000_000), () => setTimeout(() => sending.destroy(new Error('gone')), 100));
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'broken off' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect.poll(files).toEqual(before);
  });

  it('by kill -9 is swept at the next start, and what was there stays', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept' }));
    const before = (await files()).length;
    const url = new URL(
      await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'kept' }), { expiresIn: 60 }),
    );
    const sending = httpRequest(url, { method: 'PUT', headers: { 'content-length': 10_000_000 } });
    sending.on('error', () => undefined);
    sending.write(randomBytes(1_000_000));
    await expect.poll(async () => (await files()).length).toBe(before + 1);
    await engine.restart();
    s3 = engine.s3;
    expect((await files()).length).toBe(before);
    expect((await content('kept')).toString()).toBe('kept');
  });
});
