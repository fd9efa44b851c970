import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineMatcher } from '../../../../src/logs/whole/scan/matchLines.ts';
import { Scanner } from '../../../../src/logs/whole/scan/scanner.ts';
import type { ScanTask } from '../../../../src/logs/whole/scan/scanQuery.ts';
import type { LogSearch } from '../../../../src/messages/log.ts';
import { Spool } from '../../../../src/logs/whole/spool/spool.ts';

const query = (text: string, how: Partial<LogSearch> = {}): LogSearch => ({
  text,
  isRegex: false,
  matchCase: false,
  ...how,
});

function matches(lines: readonly string[], what: LogSearch): number[] {
  const found: number[] = [];
  lineMatcher(what)(lines.map((line) => `${line}\n`).join(''), (index) => found.push(index));
  return found;
}

describe('lineMatcher', () => {
  it('finds text and expressions, each line once, with or without case', () => {
    const lines = ['', 'loss=0.5 Loss=0.6', 'a.b', 'axb', '', 'loss'];
    expect(matches(lines, query('loss'))).toEqual([1, 5]);
    expect(matches(lines, query('Loss', { matchCase: true }))).toEqual([1]);
    expect(matches(lines, query('a.b'))).toEqual([2]);
    expect(matches(lines, query('a.b', { isRegex: true }))).toEqual([2, 3]);
    expect(matches(lines, query('^$', { isRegex: true }))).toEqual([0, 4]);
    expect(matches(lines, query('b\\s+a|6$', { isRegex: true }))).toEqual([1]);
  });

  it('searches what is shown: without colours, and of a progress bar its last state', () => {
    const lines = ['\u001b[32mlo\u001b[0mss', '10%\r20%\r100%', 'ends\r', '日本語 loss 😀'];
    for (const isRegex of [false, true]) {
      expect(matches(lines, query('loss', { isRegex }))).toEqual([0, 3]);
      expect(matches(lines, query('20%', { isRegex }))).toEqual([]);
      expect(matches(lines, query('100%', { isRegex }))).toEqual([1]);
    }
    expect(matches(lines, query('ends$', { isRegex: true }))).toEqual([2]);
  });

  it('finds in structured lines what was written, and what they are shown as', () => {
    const lines = [
      '{"level": "warning", "message": "lost a batch", "step": 3, "where": "caf\\u00e9", "rate": 1e-05}',
      'step=3 of no object',
      '{"level": 30, "msg": "slow \\"disk\\"", "exc_info": "Traceback (most recent call last):\\nOSError: on fire"}',
      '{"no": "message", "step": 3}',
      '{"broken": "step=3"',
    ];
    for (const isRegex of [false, true]) {
      const found = (text: string) => matches(lines, query(text, { isRegex }));
      expect(found('"step": 3')).toEqual([0, 3]);
      expect(found('step=3')).toEqual([0, 1, 4]);
      expect(found('WARNING lost')).toEqual([0]);
      expect(found('café')).toEqual([0]);
      expect(found('0.00001')).toEqual([0]);
      expect(found('slow "disk"')).toEqual([2]);
      expect(found('OSError: on fire')).toEqual([2]);
      expect(found('WARN')).toEqual([0, 2]);
    }
    expect(matches(lines, query('warning Lost', { matchCase: true }))).toEqual([]);
  });

  it('throws what an expression is wrong in', () => {
    expect(() => lineMatcher(query('(', { isRegex: true }))).toThrow(SyntaxError);
  });
});

describe('Scanner', () => {
  const program = new URL('../../../../src/logs/whole/scan/scanWorker.ts', import.meta.url);
  const scanner = new Scanner(program);
  const signal = new AbortController().signal;
  let folder: string;
  let spool: Spool;
  const count = 200_000;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scan-'));
    spool = await Spool.create(join(folder, 'spool'));
    for (let from = 0; from < count; from += 10_000)
      await spool.append(
        Array.from({ length: 10_000 }, (_, i) => ({
          stream: `s${i % 2}`,
          timestamp: from + i,
          message: `${(from + i) % 1000 === 7 ? 'ERROR ' : ''}line ${from + i}${i === 5 ? 'x'.repeat(1 << 20) : ''}`,
        })),
      );
  });
  afterAll(async () => {
    scanner.dispose();
    await spool.remove();
    await rm(folder, { recursive: true, force: true });
  });

  async function scan(task: Partial<ScanTask>): Promise<{ taken: number[]; found: number[]; upTo: number }> {
    const all = { taken: [] as number[], found: [] as number[], upTo: 0 };
    const whole: ScanTask = {
      ...spool.files,
      from: 0,
      to: spool.lines,
      endByte: spool.bytes,
      filter: undefined,
      search: undefined,
      ...task,
    };
    await scanner.scan(
      whole,
      ({ taken, found, upTo }) => {
        all.taken.push(...taken);
        all.found.push(...found);
        expect(upTo).toBeGreaterThan(all.upTo);
        all.upTo = upTo;
      },
      signal,
    );
    return all;
  }

  it('searches all lines, the filtered ones, and those that were added', async () => {
    const all = await scan({ search: query('line 12345') });
    expect(all.found).toEqual([12_345, ...Array.from({ length: 10 }, (_, n) => 123_450 + n)]);
    expect(all.upTo).toBe(count);
    const filter = { leastLevel: 5, stream: 1 };
    const errors = await scan({ filter, search: query('line \\d*1007$', { isRegex: true }) });
    expect(errors.taken).toHaveLength(200);
    expect(errors.found).toHaveLength(20);
    expect((await scan({ filter, from: 199_000 })).taken).toEqual([199_007]);
    expect((await scan({ from: 100, to: 100 })).upTo).toBe(0);
  });

  it('gives up an expression that never ends, and goes on with the next', async () => {
    const spoolOfOne = await Spool.create(join(folder, 'slow'));
    await spoolOfOne.append([{ stream: 's', timestamp: 0, message: 'a'.repeat(40) + '!' }]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const task = { ...spoolOfOne.files, from: 0, to: 1, endByte: spoolOfOne.bytes, filter: undefined };
    const slow = scanner.scan(
      { ...task, search: query('^(a+)+$', { isRegex: true }) },
      () => undefined,
      controller.signal,
    );
    await expect(slow).rejects.toThrow('aborted');
    expect((await scan({ search: query('line 77777') })).found).toEqual([77_777]);
    await spoolOfOne.remove();
  });

  it('fails when the files are gone', async () => {
    await expect(scan({ records: join(folder, 'gone') })).rejects.toThrow('ENOENT');
  });
});
