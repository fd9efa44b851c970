import { randomInt } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits as AWS makes identifiers of: `q2w9k1…`. */
export function generatedId(length: number, alphabet = LOWER): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** Hexadecimal digits, as in `fs-0a1b…`. */
export function generatedHex(length: number): string {
  return generatedId(length, '0123456789abcdef');
}
