import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ALGORITHM_NAMES, withChecksums } from '../../../src/engine/services/s3/checksums.ts';
import {
  compositeChecksum,
  compositeEtag,
  fullObjectChecksum,
} from '../../../src/engine/services/s3/multipartChecksums.ts';

async function* once(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

async function checksums(data: Uint8Array, algorithms = ALGORITHM_NAMES): Promise<Record<string, string>> {
  const { content, values } = withChecksums(once(data), algorithms);
  for await (const chunk of content) expect(chunk).toBe(data);
  return values();
}

const hex = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString('hex');

describe('checksums', () => {
  it('have the check values that their definitions publish', async () => {
    const found = await checksums(Buffer.from('123456789'));
    // RFC 1952 and 3720, the NVMe specification, RFC 3174 and 6234, xxHash's own test suite.
    expect(hex(found['CRC32'])).toBe('cbf43926');
    expect(hex(found['CRC32C'])).toBe('e3069283');
    expect(hex(found['CRC64NVME'])).toBe('ae8b14860a799888');
    expect(hex(found['SHA1'])).toBe('f7c3bc1d808e04732adf679965ccc34ca7ae3441');
    expect(hex(found['SHA256'])).toBe('15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225');
    expect(hex(found['MD5'])).toBe('25f9e794323b453885f5181f1b624d0b');
    const empty = await checksums(Buffer.alloc(0));
    expect(hex(empty['XXHASH64'])).toBe('ef46db3751d8e999');
    expect(hex(empty['XXHASH3'])).toBe('2d06800538d394c2');
    expect(hex(empty['XXHASH128'])).toBe('99aa06d3014798d86001c324468d497f');
  });

  it('of a whole object follow from those of its parts', async () => {
    const parts = [1, 70_000, 0, 12_345, 5].map((size) => randomBytes(size));
    for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME']) {
      const known = await Promise.all(
        parts.map(async (part) => ({
          size: part.length,
          checksum: (await checksums(part, [algorithm]))[algorithm] ?? '',
        })),
      );
      const whole = await checksums(Buffer.concat(parts), [algorithm]);
      expect(fullObjectChecksum(algorithm, known)).toBe(whole[algorithm]);
    }
  });

  it('of parts are put together as S3 does', async () => {
    const parts = [Buffer.from('one'), Buffer.from('two')];
    const crcs = parts.map((part) => Buffer.from(crc32(part).toString(16).padStart(8, '0'), 'hex'));
    const expected = Buffer.from(crc32(Buffer.concat(crcs)).toString(16).padStart(8, '0'), 'hex').toString(
      'base64',
    );
    const named = crcs.map((crc) => ({ size: 3, checksum: crc.toString('base64') }));
    expect(await compositeChecksum('CRC32', named)).toBe(`${expected}-2`);
    const md5s = parts.map((part) => createHash('md5').update(part).digest());
    const etag = createHash('md5').update(Buffer.concat(md5s)).digest('hex');
    expect(compositeEtag(md5s.map((md5) => md5.toString('hex')))).toBe(`${etag}-2`);
  });
});
