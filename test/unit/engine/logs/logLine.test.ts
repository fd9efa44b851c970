import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntries } from '../../../../src/engine/store/logAppender.ts';
import { linesOf } from '../../../../src/engine/store/logBlock.ts';
import { decodeLogLine, encodeLogLine, TORN } from '../../../../src/engine/store/logLine.ts';

describe('log lines', () => {
  it('give every message back as it was', () => {
    const message = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom('\\', 'n', 'r', '\n', '\r', '\t', '"', 'é', '\u2028')).map((a) => a.join('')),
    );
    const time = fc.nat({ max: 8_640_000_000_000 });
    fc.assert(
      fc.property(time, time, message, (timestamp, ingestionTime, text) => {
        const line = encodeLogLine(timestamp, ingestionTime, text);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeLogLine(line.slice(0, -1))).toEqual({ timestamp, ingestionTime, message: text });
      }),
      { numRuns: 1000 },
    );
  });

  it('are none when a crash has torn them before the message', () => {
    for (const torn of ['', '17', '1700000000000', '1700000000000\t', '1700000000000\t17', 'x\ty\tz']) {
      expect(decodeLogLine(torn)).toBeUndefined();
    }
  });

  it('are none when a crash has torn them anywhere and another writer has ended them', () => {
    const message = fc.string({ unit: fc.constantFrom('a', '\\', '!', '\n', 'é') });
    const property = fc.property(message, fc.nat(), (text, cut) => {
      const whole = encodeLogLine(17, 18, text).slice(0, -1);
      const torn = whole.slice(0, cut % whole.length);
      expect(decodeLogLine(torn + TORN.slice(0, -1))).toBeUndefined();
      expect(decodeLogLine(whole)?.message).toBe(text);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('are ended before the next when a crash has torn the last', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'log-line-')), 'stream.log');
    writeFileSync(file, `${encodeLogLine(1, 2, 'whole')}3\t4\thalf a li`);
    appendEntries(file, [{ timestamp: 5, ingestionTime: 6, message: 'next' }]);
    expect(linesOf(readFileSync(file), 0).map((line) => line.message)).toEqual(['whole', 'next']);
  });

  it('are read with their places, the last one only when it is whole', () => {
    const first = encodeLogLine(1, 2, 'héllo');
    const second = encodeLogLine(3, 4, 'two\nlines');
    const block = Buffer.from(`${first}${second}5\t6\thalf a li`);
    const firstBytes = Buffer.byteLength(first);
    expect(linesOf(block, 100)).toEqual([
      { timestamp: 1, ingestionTime: 2, message: 'héllo', offset: 100, end: 100 + firstBytes },
      {
        timestamp: 3,
        ingestionTime: 4,
        message: 'two\nlines',
        offset: 100 + firstBytes,
        end: 100 + firstBytes + Buffer.byteLength(second),
      },
    ]);
  });
});
