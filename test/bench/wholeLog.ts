/** A whole log of 1 GB in the log page: how soon it is there, how fast it is searched, and what it takes of memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LogLook } from '../../src/messages/log.ts';
import { WholeLogs } from '../../src/logs/whole/wholeLogs.ts';
import { connectionTo } from '../engine/follow/followKit.ts';
import { startEngine } from '../engine/harness.ts';
import { launchBrowser } from '../ui/page/alonePage.ts';
import { LogDouble } from '../ui/page/logDouble.ts';
import { appendLines, makeLog, message, name } from './logs/benchLog.ts';
import { report } from './report.ts';

/** Lines that are read from the engine. */
const readLines = 1_000_000;
const size = 1 << 30;
const mostToShow = 1_000;
/** For a search over all of it. Milliseconds. */
const mostToSearch = 15_000;
/** Bytes beyond what the page took with an empty log. */
const mostMemory = 250 << 20;

/** @returns whether the promises are kept */
export async function wholeLog(): Promise<boolean> {
  const work = mkdtempSync(join(tmpdir(), 'bench-log-'));
  try {
    await reading(work);
    return await looking(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** From the engine's file over HTTP to the disk of the editor. */
async function reading(work: string): Promise<void> {
  const engine = await startEngine();
  const closing = new AbortController();
  const logs = new WholeLogs(join(work, 'logs'));
  try {
    appendLines(await makeLog(engine), readLines);
    const began = performance.now();
    const lease = await logs.acquire(connectionTo(engine.state, closing.signal), {
      kind: 'notebookInstance',
      name,
    });
    await lease.log.caughtUp;
    const seconds = (performance.now() - began) / 1000;
    const { lines, bytes } = lease.log.spool;
    if (lines !== readLines) throw new Error(`${lines} lines of ${readLines} have come.`);
    const rate = `${Math.round(lines / seconds / 1000)} thousand lines a second`;
    report(`reading ${megabytes(bytes)} from the engine`, `${seconds.toFixed(1)} s, ${rate}`);
  } finally {
    logs.dispose();
    closing.abort();
    await engine.stop();
  }
}

async function looking(work: string): Promise<boolean> {
  const log = await LogDouble.create(join(work, 'spool'));
  try {
    const before = memory();
    const began = performance.now();
    await fill(log);
    const { lines, bytes } = log.spool;
    report(`writing ${megabytes(bytes)}, ${lines} lines, to the disk`, seconds(began));
    report('memory after that', megabytes(memory() - before), 'no index is kept in it');
    const shown = await opening(log);
    report(
      'opening the page over it',
      `${shown.toFixed(0)} ms, Chromium’s start not counted`,
      `at most ${mostToShow} ms`,
    );
    const searches = [
      { what: 'a text that is nowhere', text: 'no such text', isRegex: false },
      { what: 'a text, each case', text: 'STEP=1234567 ', isRegex: false },
      { what: 'a text of every line', text: 'e', isRegex: false },
      { what: 'a regular expression', text: 'loss=0\\.0+1\\d+ acc', isRegex: true },
    ];
    let slowest = 0;
    for (const { what, text, isRegex } of searches) {
      const { took, found } = await searching(log, { text, isRegex, matchCase: false });
      slowest = Math.max(slowest, took);
      report(
        `searching for ${what}`,
        `${(took / 1000).toFixed(1)} s, ${found} lines`,
        `at most ${mostToSearch / 1000} s`,
      );
    }
    const filtered = performance.now();
    await log.source.look({ leastLevel: 4, host: undefined, search: undefined, onlyFound: false });
    await seen(log);
    report('filtering by level', `${seconds(filtered)}, ${log.source.state.rows} lines`);
    const grown = memory() - before;
    report('memory for all of this', megabytes(grown), `at most ${megabytes(mostMemory)}`);
    return shown <= mostToShow && slowest <= mostToSearch && grown <= mostMemory;
  } finally {
    await log.close();
  }
}

/** As many lines as a gigabyte has, of two hosts. */
async function fill(log: LogDouble): Promise<void> {
  for (let n = 0; log.spool.bytes < size; n += 10_000)
    await log.addRaw(
      Array.from({ length: 10_000 }, (_, i) => ({
        stream: `bench/algo-${1 + (i % 2)}-1`,
        timestamp: log.timeOf(n + i),
        message: message(n + i),
      })),
    );
}

/** Until its last line is seen. Milliseconds. */
async function opening(log: LogDouble): Promise<number> {
  await using browser = await launchBrowser();
  await using alone = await log.open({ browser });
  const last = alone.page.locator('.row .number', { hasText: log.spool.lines.toLocaleString('en-US') });
  await last.waitFor();
  // Again, so that the browser's own start is not counted.
  const began = performance.now();
  await alone.page.reload();
  await alone.tell('state', log.source.state);
  await last.waitFor();
  return performance.now() - began;
}

async function searching(
  log: LogDouble,
  search: NonNullable<LogLook['search']>,
): Promise<{ took: number; found: number }> {
  const began = performance.now();
  await log.source.look({ leastLevel: 0, host: undefined, search, onlyFound: false });
  await seen(log);
  return { took: performance.now() - began, found: log.source.state.found };
}

async function seen(log: LogDouble): Promise<void> {
  while (log.source.state.unseen > 0) await new Promise((wake) => setTimeout(wake, 10));
}

/** Of this process, the searching thread included, without what the collector would take back. Bytes. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().rss;
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.max(0, bytes / 1e6).toFixed(0)} MB`;
