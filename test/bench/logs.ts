/** How fast the tail is: lines a second, memory, and the delay from print to screen, beside `tail -f` of the same file. */
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EngineState } from '../../src/engine/cli/state.ts';
import { startEngine } from '../engine/harness.ts';
import { appendLines, makeLog } from './logs/benchLog.ts';
import { delays } from './logs/delays.ts';
import type { Step } from './logs/tailer.ts';
import { median, report } from './report.ts';

const LINES = Number(process.env['BENCH_LINES'] ?? 5_000_000);
/** Promises: lines a second, how much the heap may grow from the first fifth to the last, milliseconds. */
const LEAST_PER_SECOND = 50_000;
const MOST_GROWTH = 1.25;
const MOST_DELAY = 150;

/** Tails `count` lines in a process of its own. */
async function tailed(state: EngineState, count: number): Promise<Step[]> {
  const args = [
    '--expose-gc',
    join(import.meta.dirname, 'logs', 'tailer.ts'),
    JSON.stringify(state),
    String(count),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const steps: Step[] = [];
  for await (const line of createInterface({ input: child.stdout })) steps.push(JSON.parse(line) as Step);
  return steps;
}

/** Lines a second that `tail -f` brings from the file's start; undefined where there is none. */
async function plainTail(file: string, count: number): Promise<number | undefined> {
  const begun = performance.now();
  const child = spawn('tail', ['-n', '+1', '-f', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const failed = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)));
  const counted = (async () => {
    let lines = 0;
    for await (const block of child.stdout) {
      for (const byte of block as Buffer) if (byte === 10) lines += 1;
      if (lines >= count) break;
    }
    return (count * 1000) / (performance.now() - begun);
  })();
  const rate = await Promise.race([counted, failed]);
  child.kill();
  return rate;
}

export async function logs(): Promise<boolean> {
  const engine = await startEngine();
  try {
    const file = await makeLog(engine);
    appendLines(file, LINES);
    const megabytes = (await stat(file)).size / 1e6;
    const steps = await tailed(engine.state, LINES);
    const [first, last] = [steps[0], steps.at(-1)];
    if (!first || !last || last.lines < LINES) throw new Error('The tail did not show all lines.');
    for (const { lines, heap, rss, milliseconds } of steps) {
      const at = `after ${(lines / 1e6).toFixed(1)} million lines`;
      report(
        at,
        `${(milliseconds / 1000).toFixed(1)} s, heap ${heap.toFixed(0)} MB, RSS ${rss.toFixed(0)} MB`,
      );
    }
    const perSecond = (last.lines * 1000) / last.milliseconds;
    const growth = last.heap / first.heap;
    const plain = await plainTail(file, LINES);
    report(
      `file (${megabytes.toFixed(0)} MB) to terminal`,
      `${perSecond.toFixed(0)} lines/s`,
      `at least ${LEAST_PER_SECOND}`,
    );
    // Beside other work on the same processors the rate says little; this says what a line costs.
    report('processor time of the tail', `${(last.processor / last.lines).toFixed(1)} µs a line`);
    if (plain !== undefined)
      report(
        'tail -f of the same file',
        `${plain.toFixed(0)} lines/s, ${(plain / perSecond).toFixed(1)} times as many`,
      );
    report('heap, last fifth to first', `${growth.toFixed(2)} times`, `at most ${MOST_GROWTH}`);
    const { ours, theirs } = await delays(engine);
    const p50 = median(ours);
    const p99 = ours.toSorted((a, b) => a - b)[Math.floor(ours.length * 0.99)] ?? p50;
    report(
      'print to screen',
      `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
      `p50 under ${MOST_DELAY}`,
    );
    if (theirs.length > 0)
      report(
        'tail -f of the same file',
        `p50 ${median(theirs).toFixed(1)} ms, ${(p50 / median(theirs)).toFixed(0)} times as quick`,
      );
    return perSecond >= LEAST_PER_SECOND && growth <= MOST_GROWTH && p50 < MOST_DELAY;
  } finally {
    await engine.stop();
  }
}
