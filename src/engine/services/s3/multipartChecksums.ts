import { createHash } from 'node:crypto';
import { startChecksum } from './checksums.ts';

/** A part as far as its checksum goes. */
export interface ChecksummedPart {
  /** Bytes. */
  readonly size: number;
  /** Base64. */
  readonly checksum: string;
}

/** Width in bits and reflected generator polynomial. */
const POLYNOMIALS: Readonly<Record<string, { width: number; polynomial: bigint }>> = {
  CRC32: { width: 32, polynomial: 0xedb88320n },
  CRC32C: { width: 32, polynomial: 0x82f63b78n },
  CRC64NVME: { width: 64, polynomial: 0x9a6c9329ac4bc9b5n },
};

/** Whether S3 can tell the checksum of the whole object from those of its parts. */
export function isLinear(algorithm: string): boolean {
  return POLYNOMIALS[algorithm] !== undefined;
}

/** a · b modulo the polynomial; bits are reflected, so the highest bit is x⁰. */
function multiply(a: bigint, b: bigint, width: number, polynomial: bigint): bigint {
  let product = 0n;
  for (let bit = 1n << BigInt(width - 1); bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= b;
    b = b & 1n ? (b >> 1n) ^ polynomial : b >> 1n;
  }
  return product;
}

/** x to the given power, by squaring. */
function power(exponent: bigint, width: number, polynomial: bigint): bigint {
  let result = 1n << BigInt(width - 1);
  let square = 1n << BigInt(width - 2);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = multiply(result, square, width, polynomial);
    square = multiply(square, square, width, polynomial);
  }
  return result;
}

const toNumber = (base64: string): bigint =>
  BigInt(`0x${Buffer.from(base64, 'base64').toString('hex') || '0'}`);

/**
 * The CRC of parts put together, from theirs: crc(A‖B) = crc(A) · x^(8·|B|) + crc(B), as zlib's `crc32_combine`.
 * @throws TypeError for an algorithm that is no CRC.
 */
export function fullObjectChecksum(algorithm: string, parts: readonly ChecksummedPart[]): string {
  const field = POLYNOMIALS[algorithm];
  if (!field) throw new TypeError(`${algorithm} is not a CRC.`);
  const { width, polynomial } = field;
  let crc = 0n;
  for (const { size, checksum } of parts) {
    const shift = power(8n * BigInt(size), width, polynomial);
    crc = multiply(shift, crc, width, polynomial) ^ toNumber(checksum);
  }
  return Buffer.from(crc.toString(16).padStart(width / 4, '0'), 'hex').toString('base64');
}

/** The checksum of the parts' checksums with their count: `…=-3`. */
export async function compositeChecksum(
  algorithm: string,
  parts: readonly ChecksummedPart[],
): Promise<string> {
  const checksum = startChecksum(algorithm);
  for (const part of parts) checksum.update(Buffer.from(part.checksum, 'base64'));
  return `${Buffer.from(await checksum.digest()).toString('base64')}-${parts.length}`;
}

/** S3's etag of a multipart object: the MD5 of the parts' MD5s with their count. */
export function compositeEtag(etags: readonly string[]): string {
  const hash = createHash('md5');
  for (const etag of etags) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${etags.length}`;
}
