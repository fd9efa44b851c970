const LAST = 0x10ffff;

/**
 * The least string that is greater than every string with this prefix, in UTF-8 byte order (which is the order of code
 * points); `undefined` when there is none, as for the empty prefix.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.length > 0) {
    const point = points.pop() ?? LAST;
    if (point === LAST) continue;
    // The surrogates have no place in UTF-8: U+E000 comes right after U+D7FF.
    const next = point === 0xd7ff ? 0xe000 : point + 1;
    return String.fromCodePoint(...points, next);
  }
  return undefined;
}

/** Compares as S3 orders keys: by their UTF-8 bytes. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
