/**
 * A process that tails one log as the extension does, into a terminal that draws at once:
 * `node --expose-gc tailer.ts <engine state as JSON> <lines>`. Says on its output how many lines have come by when, and how
 * much memory it has then.
 */
import { runTail } from '../../../src/logs/tail.ts';
import { TailWriter } from '../../../src/logs/tailWriter.ts';
import type { EngineState } from '../../../src/engine/cli/state.ts';
import { connectionTo } from '../../engine/follow/followKit.ts';
import { name } from './benchLog.ts';

/** What is said of every so many lines. */
export interface Step {
  readonly lines: number;
  /** Since the tail began. */
  readonly milliseconds: number;
  /** Microseconds of processor time that the tail has had, garbage collection included. */
  readonly processor: number;
  /** Megabytes after a garbage collection. */
  readonly heap: number;
  readonly rss: number;
}

const [stateText = '', wanted = '0'] = process.argv.slice(2);
const total = Number(wanted);
const every = Math.max(1, Math.floor(total / 5));
const controller = new AbortController();
const connection = connectionTo(JSON.parse(stateText) as EngineState, controller.signal);

let lines = 0;
let next = every;
let paused = 0;
let begun = 0;
let processorBegun = process.cpuUsage();
const question = '\u001b[5n';

const writer: TailWriter = new TailWriter({
  now: () => Date.now(),
  interactive: true,
  write(text) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
    // A terminal answers once it has drawn what came before.
    if (text.includes(question)) setImmediate(() => writer.view.answered());
    if (lines >= next) step();
    if (lines >= total) controller.abort();
  },
});

function step(): void {
  const milliseconds = performance.now() - begun - paused;
  const from = performance.now();
  const { user, system } = process.cpuUsage(processorBegun);
  next += every;
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const said: Step = { lines, milliseconds, processor: user + system, heap: heapUsed / 1e6, rss: rss / 1e6 };
  process.stdout.write(`${JSON.stringify(said)}\n`);
  // The collection is the measurement's, not the tail's.
  paused += performance.now() - from;
}

// What is loaded on first use is loaded: a window that tails has done so before.
await Promise.all([connection.logs(), connection.sagemaker()]);
begun = performance.now();
processorBegun = process.cpuUsage();
await runTail(connection, { kind: 'notebookInstance', name, from: 'start' }, writer, controller.signal);
process.exit();
