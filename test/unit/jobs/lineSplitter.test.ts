import { expect, test } from 'vitest';
import { LineSplitter } from '../../../src/engine/jobs/lineSplitter.ts';

function split(chunks: (string | Buffer)[], max?: number): string[] {
  const splitter = new LineSplitter(max);
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), ...splitter.end()];
}

test('lines, whatever the pieces', () => {
  expect(split(['a\nb', 'c\n', '\n', 'end'])).toEqual(['a', 'bc', '', 'end']);
  expect(split(['one\r\ntwo\r\n'])).toEqual(['one', 'two']);
  expect(split([' 10%\r 20%', '\r 30%\n'])).toEqual([' 10%\r 20%\r 30%']);
});

test('characters that pieces cut, and bytes that are none', () => {
  const bytes = Buffer.from('é🐧\n');
  expect(split([bytes.subarray(0, 1), bytes.subarray(1, 4), bytes.subarray(4)])).toEqual(['é🐧']);
  expect(split([Buffer.from([0x61, 0xff, 0x62, 0x0a])])).toEqual(['a\ufffdb']);
});

test('long lines are cut between characters', () => {
  expect(split([`${'x'.repeat(25)}\n`], 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'xxxxx']);
  const penguins = split(['🐧'.repeat(10)], 10);
  expect(penguins).toEqual(['🐧🐧', '🐧🐧', '🐧🐧', '🐧🐧', '🐧🐧']);
  const invalid = split([Buffer.alloc(25, 0x80)], 10);
  expect(invalid.join('').length).toBe(25);
});
