import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogLook } from '../../../../src/messages/log.ts';
import { Scanner } from '../../../../src/logs/whole/scan/scanner.ts';
import { Spool } from '../../../../src/logs/whole/spool/spool.ts';
import { LogView } from '../../../../src/logs/whole/view/logView.ts';

const program = new URL('../../../../src/logs/whole/scan/scanWorker.ts', import.meta.url);
const all: LogLook = { leastLevel: 0, host: undefined, search: undefined, onlyFound: false };
const search = (text: string, isRegex = false): LogLook => ({
  ...all,
  search: { text, isRegex, matchCase: false },
});

let folder: string;
let spool: Spool;
let scanner: Scanner;
let view: LogView;

/** 10,000 lines of two hosts; each hundredth is a warning, each thousandth an error. */
async function add(from: number, count: number): Promise<void> {
  await spool.append(
    Array.from({ length: count }, (_, i) => {
      const n = from + i;
      const level = n % 1000 === 0 ? 'ERROR: ' : n % 100 === 0 ? 'WARNING: ' : '';
      return { stream: `job/algo-${1 + (n % 2)}-1`, timestamp: 1000 * n, message: `${level}line ${n}` };
    }),
  );
  view.grow();
}
async function seen(): Promise<void> {
  while (view.unseen > 0) await new Promise((wake) => setTimeout(wake, 5));
}
const linesOf = async (from: number, count: number) => (await view.read(from, count)).map(({ line }) => line);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'view-'));
  spool = await Spool.create(join(folder, 'spool'));
  scanner = new Scanner(program);
  view = new LogView(spool, scanner, () => undefined);
  await add(0, 10_000);
});
afterEach(async () => {
  view.dispose();
  scanner.dispose();
  await spool.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('LogView', () => {
  it('shows all lines, those of a level, of a host, and what a search finds, also of lines that come', async () => {
    expect(view.rows).toBe(10_000);
    expect(await linesOf(9998, 10)).toEqual([9998, 9999]);
    view.setLook({ ...all, leastLevel: 4 });
    await seen();
    expect(view.rows).toBe(100);
    expect(await linesOf(98, 10)).toEqual([9800, 9900]);
    view.setLook({ ...all, leastLevel: 5, host: 1 });
    await seen();
    expect(view.rows).toBe(0);
    view.setLook({ ...search('99'), host: 1, onlyFound: true });
    await seen();
    const odd = Array.from({ length: 5500 }, (_, n) => 2 * n + 1).filter((n) => String(n).includes('99'));
    const before = odd.filter((n) => n < 10_000).length;
    expect([view.rows, view.found]).toEqual([before, before]);
    expect(await linesOf(0, 4)).toEqual([99, 199, 299, 399]);
    await add(10_000, 1000);
    await seen();
    expect(await linesOf(before, 500)).toEqual(odd.slice(before));
    view.setLook(all);
    expect(view.rows).toBe(11_000);
  });

  it('finds forwards, backwards and around the end, and says the how manieth it is', async () => {
    view.setLook(search('line 99'));
    expect(await view.find(500, false)).toEqual({ line: 990, row: 990, ordinal: 2 });
    await seen();
    expect(view.found).toBe(111);
    expect(await view.find(98, true)).toEqual({ line: 9999, row: 9999, ordinal: 111 });
    expect(await view.find(9999, false)).toMatchObject({ ordinal: 111 });
    expect(await view.find(10_000, false)).toEqual({ line: 99, row: 99, ordinal: 1 });
    view.setLook({ ...search('line 99'), host: 0 });
    expect(await view.find(991, false)).toEqual({ line: 992, row: 496, ordinal: 2 });
    view.setLook(search('nowhere'));
    expect(await view.find(0, false)).toBeUndefined();
  });

  it('says what a regular expression is wrong in, and shows all lines', async () => {
    view.setLook({ ...search('(', true), onlyFound: true });
    expect(view.problem).toMatch(/Invalid regular expression/);
    expect([view.rows, view.found, view.unseen]).toEqual([10_000, 0, 0]);
    expect(await view.find(0, false)).toBeUndefined();
    view.setLook(search('line 9{4}', true));
    await seen();
    expect([view.problem, view.found]).toEqual([undefined, 1]);
  });

  it('shows structured lines as a person reads them, and as they were written', async () => {
    const written =
      '{"level": "error", "message": "no rows", "step": 3, "exception": "Traceback (most recent call last):\\n  File \\"/opt/ml/code/train.py\\", line 7, in <module>\\nValueError: \\u001b[2Jno rows"}';
    await spool.append([{ stream: 'job/algo-1-1', timestamp: 1e8, message: written }]);
    view.grow();
    const [row, plain] = [(await view.read(10_000, 1))[0], (await view.read(0, 1))[0]];
    expect(row?.text).toBe(written);
    expect(row?.readable?.text).toBe(
      'ERROR no rows  step=3 ↵ Traceback (most recent call last): ↵ File "/opt/ml/code/train.py", line 7, in <module> ↵ ValueError: no rows',
    );
    expect(plain?.readable).toBeUndefined();
    expect(row?.readable?.links).toHaveLength(1);
    const targets = await Promise.all([true, false].map((isReadable) => view.link(10_000, 0, isReadable)));
    expect(targets[0]?.target).toMatchObject({ type: 'file', line: 7 });
    const copied = async (asWritten: boolean) => {
      let text = '';
      for await (const piece of view.text(9999, 10_000, { withPrefix: false, asWritten })) text += piece;
      return text.split('\n');
    };
    expect(await copied(true)).toEqual(['line 9999', written, '']);
    expect((await copied(false)).slice(0, 3)).toEqual([
      'line 9999',
      'ERROR no rows  step=3',
      'Traceback (most recent call last):',
    ]);
  });

  it('takes the last of many looks', async () => {
    for (let n = 0; n < 50; n++) view.setLook(search(`line ${n}`));
    await seen();
    expect(view.found).toBe(111);
  });

  it('changes its generation when rows are other ones, and not when they are more', async () => {
    const first = view.generation;
    view.setLook(search('x'));
    await add(10_000, 1);
    expect(view.generation).toBe(first);
    view.setLook({ ...search('x'), onlyFound: true });
    expect(view.generation).toBe(first + 1);
    view.setLook({ ...search('xy'), onlyFound: true });
    expect(view.generation).toBe(first + 2);
  });

  it('goes to lines and times, gives text for the clipboard, and whole lines', async () => {
    expect(await view.rowOf({ time: 1_234_500 })).toBe(1235);
    expect(await view.rowOf({ line: 99_999 })).toBe(9999);
    view.setLook({ ...all, leastLevel: 5 });
    await seen();
    expect(await view.rowOf({ line: 1001 })).toBe(2);
    let text = '';
    for await (const piece of view.text(1, 2, { withPrefix: true, asWritten: true })) text += piece;
    expect(text).toBe(
      '1970-01-01T00:16:40.000Z [algo-1] ERROR: line 1000\n1970-01-01T00:33:20.000Z [algo-1] ERROR: line 2000\n',
    );
    await spool.append([{ stream: 's', timestamp: 0, message: 'ERROR: ' + 'x'.repeat(1 << 20) }]);
    view.grow();
    await seen();
    const [row] = await view.read(10, 1);
    expect(row?.text).toHaveLength(8192);
    expect(row?.cutFrom).toBe((1 << 20) + 7);
  });
});
