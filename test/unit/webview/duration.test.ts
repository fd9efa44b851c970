import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../webview/launch/duration.ts';

it.each<[text: string, seconds: number | undefined]>([
  ['1 h 30 min', 5400],
  ['1h30m', 5400],
  ['1.5 h', 5400],
  ['1,5 hours', 5400],
  ['90 minutes', 5400],
  ['1 hour and 30 minutes', 5400],
  ['1:30', 5400],
  ['0:00:45', 45],
  ['2 d', 172_800],
  ['2 days, 1 s', 172_801],
  ['3600', 3600],
  ['', undefined],
  ['soon', undefined],
  ['5 months', undefined],
  ['1 h x', undefined],
  ['-5 min', undefined],
  ['1:75', undefined],
])('reads %s', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.nat({ max: 3_000_000 }), (seconds) => {
      expect(parseDuration(formatDuration(seconds))).toBe(seconds);
    }),
  );
  expect(formatDuration(5400)).toBe('1 h 30 min');
  expect(formatDuration(0)).toBe('0 s');
});
