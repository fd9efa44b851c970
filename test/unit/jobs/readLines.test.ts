import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readLines } from '../../../src/engine/jobs/readLines.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function open() {
  const pipe = new PassThrough();
  const lines: string[] = [];
  readLines(pipe, (more) => lines.push(...more), 'close');
  const write = async (text: string) => {
    pipe.write(text);
    await setImmediate();
  };
  return { pipe, lines, write };
}

test('a bar is told of about once a second while it runs, however fast it is', async () => {
  const { pipe, lines, write } = open();
  for (let percent = 0; percent < 100; percent++) {
    await write(`\r${percent}%`);
    vi.advanceTimersByTime(50);
  }
  expect(lines.length).toBeGreaterThanOrEqual(4);
  expect(lines.length).toBeLessThanOrEqual(5);
  await write('\r100%\n');
  pipe.end();
  await setImmediate();
  const states = Array.from({ length: 101 }, (_, percent) => `\r${percent}%`);
  expect(lines.join('')).toBe(states.join(''));
});

test('the last state comes when the bar stands still, and its end is no line', async () => {
  const { pipe, lines, write } = open();
  await write('\r50%');
  vi.advanceTimersByTime(999);
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(lines).toEqual(['\r50%']);
  await write('\r100%');
  vi.advanceTimersByTime(60_000);
  await write('\ndone');
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual(['\r50%', '\r100%']);
  pipe.end();
  await setImmediate();
  expect(lines).toEqual(['\r50%', '\r100%', 'done']);
  expect(vi.getTimerCount()).toBe(0);
});
