import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../src/logs/follow/logSource.ts';
import { formatEvents, formatFor } from '../../../../src/logs/whole/save/saveFormat.ts';
import { rowLinks } from '../../../../src/logs/whole/view/rowLinks.ts';
import { piecesOf } from '../../../../webview/log/pieces.ts';
import { RowWindow } from '../../../../webview/log/rowWindow.ts';
import { placeIn } from '../../../../webview/log/times.ts';

const event = (message: string, timestamp = 1_795_000_000_123): LogEvent => ({
  stream: 'job/algo-2-1795000000000',
  timestamp,
  message,
});

describe('what is saved', () => {
  it('is each message as it is, whatever is in it', () => {
    const messages = ['a', 'b\n', 'c\r\nd', '', '\u001b[31mred', '10%\r20%\r'];
    expect(
      formatEvents(
        messages.map((message) => event(message)),
        formatFor('x.log'),
      ),
    ).toBe('a\nb\nc\r\nd\n\n\u001b[31mred\n10%\r20%\r\n');
  });

  it('has times, hosts and no colours where that is wanted, on each line', () => {
    const format = formatFor('x.txt', { timestamps: true, host: true, plain: true });
    expect(formatEvents([event('\u001b[31mred\u001b[0m\n10%\r20%')], format)).toBe(
      '2026-11-18T10:26:40.123Z [algo-2] red\n2026-11-18T10:26:40.123Z [algo-2] 20%\n'.replaceAll(
        '2026-11-18T10:26:40.123Z',
        new Date(1_795_000_000_123).toISOString(),
      ),
    );
    expect(formatEvents([event('x', Number.MAX_SAFE_INTEGER)], format)).toBe('9007199254740991 [algo-2] x\n');
  });

  it('is JSON or compressed as the name says', () => {
    expect(formatFor('a.jsonl')).toMatchObject({ json: true, gzip: false });
    expect(formatFor('a.JSONL.gz')).toMatchObject({ json: true, gzip: true });
    expect(formatFor('a.log.gz')).toMatchObject({ json: false, gzip: true });
    expect(JSON.parse(formatEvents([event('a\nb\u001b')], formatFor('a.jsonl')))).toEqual({
      timestamp: 1_795_000_000_123,
      logStreamName: 'job/algo-2-1795000000000',
      message: 'a\nb\u001b',
    });
  });
});

describe('what the page draws', () => {
  it('cuts a line where colours, finds and links begin and end, and loses nothing of it', () => {
    const line = 'see \u001b[31ms3://b/key\u001b[0m now';
    const pieces = piecesOf(line, [{ start: 4, end: 14 }], /key now/g);
    expect(pieces.map(({ text, isFound, link, paint }) => [text, isFound, link, paint.text])).toEqual([
      ['see ', false, undefined, undefined],
      ['s3://b/', false, 0, 'fg-1'],
      ['key', true, 0, 'fg-1'],
      [' now', true, undefined, undefined],
    ]);
  });

  it('reaches every row, the first and the last included, also of a list that no browser could hold', () => {
    for (const total of [3, 1000, 20_000_000]) {
      const window = new RowWindow(0, total, 20, 600);
      expect(window.space).toBeLessThanOrEqual(8_000_000);
      expect(window.rows(0).from).toBe(0);
      const end = window.at(Number.POSITIVE_INFINITY);
      expect([end.isAtEnd, end.rows(0).to]).toEqual([true, total]);
      expect(end.scrolled(end.scrollTop).rows(0).to).toBe(total);
      for (const row of [0, 1, Math.floor(total / 2), total - 1]) {
        const { top, visible } = window.showing(row);
        expect(row >= top && row + 1 <= top + visible).toBe(true);
      }
    }
  });

  it('takes a line, a time of day on the log’s own day or the next, and a date', () => {
    const first = new Date(2026, 10, 21, 23, 30).getTime();
    expect(placeIn('1,234', first)).toEqual({ line: 1233 });
    expect(placeIn('23:45', first)).toEqual({ time: new Date(2026, 10, 21, 23, 45).getTime() });
    expect(placeIn('00:10:05', first)).toEqual({ time: new Date(2026, 10, 22, 0, 10, 5).getTime() });
    expect(placeIn('2026-11-22T00:00:00Z', first)).toEqual({ time: Date.UTC(2026, 10, 22) });
    expect(placeIn('soon', first)).toBeUndefined();
  });

  it('knows links, and leaves the full stop of their sentence', () => {
    const line = 'File "/opt/ml/code/train.py", line 3: see https://a.example/x?y=1. And s3://bucket/key';
    expect(rowLinks(line).map(({ start, end }) => line.slice(start, end))).toEqual([
      'File "/opt/ml/code/train.py", line 3',
      'https://a.example/x?y=1',
      's3://bucket/key',
    ]);
    const bracketed = '[https://a.example/A_(b)?q=(1)], <https://a.example/x>; (https://a.example/(c)).';
    expect(rowLinks(bracketed).map(({ start, end }) => bracketed.slice(start, end))).toEqual([
      'https://a.example/A_(b)?q=(1)',
      'https://a.example/x',
      'https://a.example/(c)',
    ]);
  });
});
