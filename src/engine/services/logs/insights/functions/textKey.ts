import { createHash } from 'node:crypto';

/** The most characters of a key. */
export const KEY_LENGTH = 64;

/**
 * A short text that tells texts apart, to find them by: a map takes all texts of more than some thousand characters and the
 * same length for one another at first, and compares each with each.
 */
export function textKey(text: string): string {
  return text.length < KEY_LENGTH ? text : `\0${createHash('sha256').update(text).digest('base64')}`;
}
