import { describe, expect, it } from 'vitest';
import { formatDuration, formatFineDuration } from '../../../src/analysis/text/duration.ts';

const longer = [
  [4_999, '4 s'],
  [12_000, '12 s'],
  [60_000, '1 min'],
  [65_000, '1 min 5 s'],
  [120_000, '2 min'],
  [185_000, '3 min 5 s'],
  [3_600_000, '1 h'],
  [7_440_000, '2 h 4 min'],
  [90_000_000, '1 d 1 h'],
] as const;

describe('a duration', () => {
  it.each([[-5, '0 s'], [400, '0 s'], ...longer] as const)('%d ms is %s', (span, text) =>
    expect(formatDuration(span)).toBe(text),
  );
});

describe('a fine duration', () => {
  it.each([[-5, '0 ms'], [400, '400 ms'], ...longer] as const)('%d ms is %s', (span, text) =>
    expect(formatFineDuration(span)).toBe(text),
  );
});
