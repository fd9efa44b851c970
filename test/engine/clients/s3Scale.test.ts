import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { peakMegabytes } from '../raw/process.ts';
import { client, hasAwsCli } from './witness.ts';

/** Megabytes of the large object; 1024 is what is promised. */
const LARGE = Number(process.env['S3_LARGE_MB'] ?? 128);
const FILES = 2000;
/** What the engine may take in memory at most, megabytes; a promise. */
const MOST_MEGABYTES = 200;

const isThere = await hasAwsCli();
let engine: TestEngine;
let folder: string;

beforeAll(async () => {
  engine = await startEngine();
  folder = await mkdtemp(join(tmpdir(), 's3-scale-'));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

const aws = (...args: string[]): Promise<string> => client('aws', args, engine.clientEnvironment);

async function writeLarge(file: string): Promise<void> {
  const handle = await open(file, 'w');
  for (let written = 0; written < LARGE; written += 8) await handle.write(randomBytes(8 * 1024 * 1024));
  await handle.close();
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The CRC32 of the CRC32s of parts of 8 MB, which is how the CLI cuts. */
async function compositeOf(file: string): Promise<string> {
  const handle = await open(file);
  const part = Buffer.alloc(8 * 1024 * 1024);
  const crcs: Buffer[] = [];
  for (let read = await handle.read(part); read.bytesRead > 0; read = await handle.read(part)) {
    crcs.push(crcBytes(part.subarray(0, read.bytesRead)));
  }
  await handle.close();
  return `${crcBytes(Buffer.concat(crcs)).toString('base64')}-${crcs.length}`;
}

function crcBytes(data: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes;
}

/** Hashes by path. */
async function hashesOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = await Promise.all(
    files.map(async (file) => [
      relative(root, file),
      createHash('md5')
        .update(await readFile(file))
        .digest('hex'),
    ]),
  );
  return Object.fromEntries(hashes) as Record<string, string>;
}

async function writeMany(root: string): Promise<void> {
  for (let n = 0; n < FILES; n++) {
    const directory = join(root, `d${n % 20}`, `é ${n % 7}`);
    if (n < 140) await mkdir(directory, { recursive: true });
    await writeFile(join(directory, `file ${n}+&.bin`), randomBytes([0, 10, 1000, 5000, 60_000][n % 5] ?? 0));
  }
}

describe.skipIf(!isThere)('S3 at scale, by the AWS CLI', () => {
  it(
    `takes and gives an object of ${LARGE} MB in parts, with its checksum, in little memory`,
    { timeout: 600_000 },
    async () => {
      const [source, target] = [join(folder, 'large'), join(folder, 'large.back')];
      await writeLarge(source);
      await aws('s3', 'mb', 's3://scale');
      await aws('s3', 'cp', source, 's3://scale/large', '--only-show-errors');
      await aws('s3', 'cp', 's3://scale/large', target, '--only-show-errors');
      expect(await hashOf(target)).toBe(await hashOf(source));
      const at = ['--bucket', 'scale', '--key', 'large', '--checksum-mode', 'ENABLED'];
      expect(JSON.parse(await aws('s3api', 'head-object', ...at))).toMatchObject({
        ContentLength: LARGE * 1024 * 1024,
        ChecksumCRC32: await compositeOf(source),
        ChecksumType: 'COMPOSITE',
      });
    },
  );

  it(`syncs ${FILES} files both ways, and nothing the second time`, { timeout: 600_000 }, async () => {
    const [source, target] = [join(folder, 'many'), join(folder, 'many.back')];
    await writeMany(source);
    await aws('s3', 'sync', source, 's3://scale/many', '--only-show-errors');
    await aws('s3', 'sync', 's3://scale/many', target, '--only-show-errors');
    const found = await hashesOf(target);
    expect(Object.keys(found)).toHaveLength(FILES);
    expect(found).toEqual(await hashesOf(source));
    expect(await aws('s3', 'sync', source, 's3://scale/many')).toBe('');
    await aws('s3', 'rm', 's3://scale/many', '--recursive', '--only-show-errors');
    expect(await aws('s3', 'ls', 's3://scale')).not.toContain('many');
  });

  it(`stays below ${MOST_MEGABYTES} MB throughout`, () => {
    const peak = peakMegabytes(engine.state.pid);
    console.log(`The engine had at most ${peak?.toFixed(0) ?? '?'} MB.`);
    expect(peak ?? 0).toBeLessThan(MOST_MEGABYTES);
  });
});
