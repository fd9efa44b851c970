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

test('a line that rewrites itself comes in states, none of them lost', () => {
  const splitter = new LineSplitter();
  const push = (text: string) => splitter.push(Buffer.from(text));
  expect(push('plain')).toEqual([]);
  expect(splitter.isRewriting).toBe(false);
  expect(splitter.takeStates(true)).toEqual([]);
  expect(push('\n\r 10%\r 20')).toEqual(['plain']);
  expect(splitter.isRewriting).toBe(true);
  // The last may be a half of one.
  expect(splitter.takeStates(false)).toEqual(['\r 10%']);
  expect(splitter.takeStates(false)).toEqual([]);
  push('%');
  expect(splitter.takeStates(true)).toEqual(['\r 20%']);
  expect(splitter.isRewriting).toBe(false);
  expect(push('\r100%\nnext\n\n')).toEqual(['\r100%', 'next', '']);
  // A bar whose last state was told ends without an empty line.
  push('\r100%');
  expect(splitter.takeStates(true)).toEqual(['\r100%']);
  expect(push('\n\nnext\n')).toEqual(['', 'next']);
});

test('a return behind each state stays with it', () => {
  const splitter = new LineSplitter();
  splitter.push(Buffer.from('bar 1\rbar 2\rbar'));
  expect(splitter.takeStates(false)).toEqual(['bar 1\rbar 2\r']);
  splitter.push(Buffer.from(' 3\r'));
  expect(splitter.takeStates(true)).toEqual(['bar 3\r']);
  expect([...splitter.push(Buffer.from('\n')), ...splitter.end()]).toEqual([]);
});

test('long lines are cut between characters', () => {
  expect(split([`${'x'.repeat(25)}\n`], 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'xxxxx']);
  const penguins = split(['🐧'.repeat(10)], 10);
  expect(penguins).toEqual(['🐧🐧', '🐧🐧', '🐧🐧', '🐧🐧', '🐧🐧']);
  const invalid = split([Buffer.alloc(25, 0x80)], 10);
  expect(invalid.join('').length).toBe(25);
});
