import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { client, hasAwsCli, hasBoto3 } from './witness.ts';

const [awsCli, boto3] = await Promise.all([hasAwsCli(), hasBoto3()]);
const FILES = ['train.csv', 'deep/er/data set.bin', 'ü+100%.txt'];
let engine: TestEngine;
let folder: string;

beforeAll(async () => {
  engine = await startEngine();
  folder = await mkdtemp(join(tmpdir(), 's3-clients-'));
});

afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!awsCli)('the unmodified AWS CLI', { timeout: 180_000 }, () => {
  const aws = (...args: string[]): Promise<string> => client('aws', args, engine.clientEnvironment);

  it('makes a bucket, syncs folders both ways, copies, lists and removes', async () => {
    await aws('s3', 'mb', 's3://cli-bucket');
    const source = join(folder, 'source');
    const contents = new Map<string, Buffer>();
    for (const [index, name] of FILES.entries()) {
      const content = randomBytes(index === 1 ? 20_000_000 : 1000 + index);
      contents.set(name, content);
      await mkdir(join(source, name, '..'), { recursive: true });
      await writeFile(join(source, name), content);
    }
    await aws('s3', 'sync', source, 's3://cli-bucket/data');
    // A second time there is nothing to do: sizes and times are believed.
    expect(await aws('s3', 'sync', source, 's3://cli-bucket/data')).toBe('');
    const listing = await aws('s3', 'ls', '--recursive', 's3://cli-bucket/data');
    for (const [name, content] of contents) expect(listing).toContain(`${content.length} data/${name}`);
    const target = join(folder, 'target');
    await aws('s3', 'sync', 's3://cli-bucket/data', target);
    for (const [name, content] of contents)
      expect((await readFile(join(target, name))).equals(content)).toBe(true);
    await aws('s3', 'cp', 's3://cli-bucket/data/train.csv', 's3://cli-bucket/copied in the bucket.csv');
    expect(await aws('s3', 'cp', 's3://cli-bucket/copied in the bucket.csv', '-')).toHaveLength(
      contents.get('train.csv')?.toString().length ?? -1,
    );
    expect(await aws('s3', 'ls', 's3://cli-bucket')).toMatch(/PRE data\/\n.*copied in the bucket\.csv/);
    await aws('s3', 'rm', '--recursive', 's3://cli-bucket');
    expect(await aws('s3', 'ls', '--recursive', 's3://cli-bucket/')).toBe('');
    await aws('s3', 'rb', 's3://cli-bucket');
    await expect(aws('s3', 'ls', 's3://cli-bucket')).rejects.toThrow('NoSuchBucket');
  });

  it("reads ranges and objects' attributes with s3api", async () => {
    await aws('s3', 'mb', 's3://api-bucket');
    const body = join(folder, 'digits');
    await writeFile(body, '0123456789');
    const at = ['--bucket', 'api-bucket', '--key', 'digits'];
    await aws('s3api', 'put-object', ...at, '--body', body, '--checksum-algorithm', 'SHA256');
    const out = join(folder, 'range');
    await aws('s3api', 'get-object', ...at, '--range', 'bytes=3-5', out);
    expect(await readFile(out, 'utf8')).toBe('345');
    const head = JSON.parse(await aws('s3api', 'head-object', ...at, '--checksum-mode', 'ENABLED')) as object;
    expect(head).toMatchObject({
      ContentLength: 10,
      ChecksumSHA256: 'hNiYd/DUBB77a/kaFvAkjy/Vc+avBcGflr7bn4gveII=',
    });
  });
});

describe.skipIf(!boto3)('unmodified boto3', { timeout: 120_000 }, () => {
  it('finds in the engine what it finds in S3', async () => {
    const script = resolve('test/engine/clients/s3.py');
    const seen = JSON.parse(
      await client('python3', [script, 'boto-bucket'], engine.clientEnvironment),
    ) as object;
    expect(seen).toMatchObject({ type: 'COMPOSITE' });
  });
});
