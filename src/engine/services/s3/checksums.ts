import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { Xxh3_128, Xxh3_64, Xxh64 } from '@aws-sdk/checksums/xxh';
import { createHash } from 'node:crypto';

/** A running checksum. */
export interface Checksum {
  update(data: Uint8Array): void;
  digest(): Promise<Uint8Array>;
}

function hash(name: string): Checksum {
  const running = createHash(name);
  return { update: (data) => void running.update(data), digest: async () => running.digest() };
}

/** The checksum algorithms of S3 by the names that its API gives them. */
const ALGORITHMS: Readonly<Record<string, () => Checksum>> = {
  CRC32: () => new Crc32(),
  CRC32C: () => new Crc32c(),
  CRC64NVME: () => new Crc64Nvme(),
  SHA1: () => hash('sha1'),
  SHA256: () => hash('sha256'),
  SHA512: () => hash('sha512'),
  MD5: () => hash('md5'),
  XXHASH64: () => new Xxh64(),
  XXHASH3: () => new Xxh3_64(),
  XXHASH128: () => new Xxh3_128(),
};

export const ALGORITHM_NAMES: readonly string[] = Object.keys(ALGORITHMS);

/** `CRC32` → `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: string): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** `x-amz-checksum-crc32` → `CRC32`; `undefined` for other headers. */
export function checksumAlgorithm(header: string): string | undefined {
  return ALGORITHM_NAMES.find((name) => checksumHeader(name) === header.toLowerCase());
}

export function startChecksum(algorithm: string): Checksum {
  const start = ALGORITHMS[algorithm];
  if (!start) throw new TypeError(`There is no checksum algorithm ${algorithm}.`);
  return start();
}

/** The headers that give checksums back. */
export function checksumHeaders(checksums: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(checksums).map(([name, value]) => [checksumHeader(name), value]));
}

/** The members of an output that give checksums back: `ChecksumCRC32` … */
export function checksumMembers(checksums: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`Checksum${name}`, value]));
}

/** Content with checksums taken of it as it passes; `values()` has them, in base64, when it has come to its end. */
export function withChecksums(
  content: AsyncIterable<Uint8Array>,
  algorithms: readonly string[],
): { content: AsyncIterable<Uint8Array>; values: () => Record<string, string> } {
  const values: Record<string, string> = {};
  async function* pass(): AsyncGenerator<Uint8Array> {
    const running = algorithms.map((name) => [name, startChecksum(name)] as const);
    for await (const chunk of content) {
      for (const [, checksum] of running) checksum.update(chunk);
      yield chunk;
    }
    for (const [name, checksum] of running) {
      values[name] = Buffer.from(await checksum.digest()).toString('base64');
    }
  }
  return { content: pass(), values: () => values };
}
