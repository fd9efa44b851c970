import { describe, expect, it } from 'vitest';
import { TailWriter } from '../../../src/logs/tailWriter.ts';
import { plainLine } from '../../../src/logs/text/sanitize.ts';

const running = { status: 'InProgress', arn: 'a' } as const;
const training = { what: 'nothing printed yet', untilFirstLine: true } as const;
const event = (message: string, stream = 'j/algo-1-1') => ({ stream, timestamp: 0, message });

function writer(): { writer: TailWriter; written: string[] } {
  const written: string[] = [];
  const writer = new TailWriter({ now: () => 0, write: (text) => written.push(text) });
  writer.begin({ title: 'Training job j', place: 'this machine' });
  return { writer, written };
}

describe('TailWriter', () => {
  it('says why it is quiet on a line that is replaced, and stops saying so once there are lines', () => {
    const { writer: tail, written } = writer();
    tail.state({ ...running, waiting: training }, []);
    tail.state({ ...running, waiting: training }, []);
    tail.lines([event('epoch=1')]);
    tail.state({ ...running, waiting: training }, ['j/algo-1-1']);
    const wipe = '\r\u001b[2K';
    expect(written.map((text) => text.startsWith(wipe))).toEqual([false, false, true, true, false]);
    expect(plainLine(written[1] ?? '')).toBe('Pending: nothing printed yet');
    expect(tail.recent).toEqual(['Training job j · In progress · this machine', 'epoch=1']);
  });

  it('keeps a fixed number of lines, and the last traceback of any stream', () => {
    const { writer: tail } = writer();
    for (let i = 0; i < 5000; i++) tail.lines([event(`line ${i}`)]);
    expect(tail.recent.length).toBe(2000);
    expect(tail.recent.at(-1)).toBe('line 4999');
    const lines = ['Traceback (most recent call last):', '  File "a.py", line 3, in f', 'ValueError: no'];
    // Two hosts write at the same time: their tracebacks do not mix.
    for (const line of lines) tail.lines([event(line, 'j/algo-1-1'), event('fine', 'j/algo-2-1')]);
    expect(tail.traceback).toEqual({ frames: [{ file: 'a.py', line: 3 }], error: 'ValueError: no' });
  });
});
