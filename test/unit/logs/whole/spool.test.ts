import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../src/logs/follow/logSource.ts';
import { readEvents } from '../../../../src/logs/whole/spool/readEvents.ts';
import { lineAt, readLines } from '../../../../src/logs/whole/spool/readLines.ts';
import { Spool } from '../../../../src/logs/whole/spool/spool.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

let made = 0;
const create = () => Spool.create(join(folder, String(made++)));
const signal = new AbortController().signal;
const event = (message: string, timestamp = 1, stream = 'job/algo-1-1'): LogEvent => ({
  stream,
  timestamp,
  message,
});

describe('Spool', () => {
  it('gives back every event as it was handed in, whatever is in it', async () => {
    const anyEvent = fc.record({
      stream: fc.constantFrom('a', 'b', 'c'),
      timestamp: fc.nat(),
      message: fc
        .array(
          fc.constantFrom('x', '\n', '\r', '\r\n', 'é', '日', '\u001b[31m', '\0', '\u2028', '{"a":1}', '😀'),
        )
        .map((parts) => parts.join('')),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyEvent, { maxLength: 8 }), { maxLength: 6 }), async (batches) => {
        const spool = await create();
        await Promise.all(batches.map((batch) => spool.append(batch)));
        const back: LogEvent[] = [];
        for await (const events of readEvents(spool, signal)) back.push(...events);
        expect(back).toEqual(batches.flat());
        await spool.remove();
      }),
      { numRuns: 40 },
    );
  });

  it('hands out events of a megabyte a few at a time, and loses none of them', async () => {
    const spool = await create();
    const million = 'x'.repeat(1 << 20);
    for (let n = 0; n < 24; n += 1) await spool.append([event(`${n} ${million}\n${n}`), event('short')]);
    const batches: number[] = [];
    const starts: string[] = [];
    for await (const events of readEvents(spool, signal)) {
      batches.push(events.reduce((sum, { message }) => sum + message.length, 0));
      starts.push(...events.map(({ message }) => message.slice(0, 2).trim()));
    }
    expect(Math.max(...batches)).toBeLessThan(6 << 20);
    expect(starts).toEqual(Array.from({ length: 24 }, (_, n) => [String(n), 'sh']).flat());
    await spool.remove();
  });

  it('reads any lines out of the middle, with their time, stream and length', async () => {
    const spool = await create();
    const events = Array.from({ length: 5000 }, (_, n) => event(`line ${n} é`, n, `s${n % 3}`));
    await spool.append(events);
    expect(spool.lines).toBe(5000);
    expect(await readLines(spool, 4998, 10)).toMatchObject([
      { line: 4998, time: 4998, stream: 0, text: 'line 4998 é', bytes: 12 },
      { line: 4999, time: 4999, stream: 1, text: 'line 4999 é' },
    ]);
    expect(await readLines(spool, 9999, 10)).toEqual([]);
    expect(await lineAt(spool, 1234)).toBe(1234);
    expect(await lineAt(spool, 99_999)).toBe(5000);
    await spool.remove();
  });

  it('reads only the beginning of lines of a megabyte, and no half character', async () => {
    const spool = await create();
    await spool.append([event('a'), event('é'.repeat(1 << 19)), event('😀'.repeat(1 << 18)), event('b')]);
    const lines = await readLines(spool, 0, 4, 1001);
    expect(lines.map(({ text }) => text)).toEqual(['a', 'é'.repeat(500), '😀'.repeat(250), 'b']);
    expect(lines.map(({ bytes }) => bytes)).toEqual([1, 1 << 20, 1 << 20, 1]);
    const [, whole] = await readLines(spool, 0, 4);
    expect(whole?.text).toBe('é'.repeat(1 << 19));
    await spool.remove();
  });

  it('keeps half of a surrogate pair from breaking what follows', async () => {
    const spool = await create();
    await spool.append([event('a\ud800b'), event('c')]);
    expect((await readLines(spool, 0, 2)).map(({ text }) => text)).toEqual(['a\ufffdb', 'c']);
    await spool.remove();
  });

  it('leaves nothing on disk', async () => {
    const spool = await create();
    await spool.append([event('a')]);
    await spool.remove();
    await expect(stat(spool.files.text)).rejects.toThrow('ENOENT');
  });

  it('tells the level of lines, and takes a traceback for one error', async () => {
    const spool = await create();
    await spool.append(
      [
        'epoch=1 loss=0.2',
        'INFO:root:hello',
        '2026-01-01 12:00:00,123 WARNING data is short',
        '{"level":"error","message":"x"}',
        '[debug] x',
        'the terror of error messages',
        'Traceback (most recent call last):\n  File "/opt/ml/code/train.py", line 3, in <module>\n    main()\nValueError: no rows',
        'after',
      ].map((message) => event(message)),
    );
    expect((await readLines(spool, 0, 20)).map(({ level }) => level)).toEqual([
      0, 3, 4, 5, 2, 0, 5, 5, 5, 5, 0,
    ]);
    await spool.remove();
  });
});
