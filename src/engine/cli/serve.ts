import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngine, type RunningEngine } from '../engine.ts';
import { type EngineLog } from '../log.ts';
import { type EngineKeys } from '../parts.ts';
import { keepCompiled } from './compileCache.ts';
import { openEngineLog } from './engineLog.ts';
import {
  type EngineState,
  keepKeys,
  keepPython,
  lastPort,
  loadKeys,
  pythonOf,
  readState,
  removeState,
  writeState,
} from './state.ts';
import { keepHeapSmall } from './smallHeap.ts';

export interface ServeOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly keys?: EngineKeys;
  readonly python?: string;
  readonly idleExitMinutes: number;
  readonly statusDelay: number;
}

/** Late enough not to be in the way of whoever started the engine. */
const SETTLED_MS = 3000;

/** How long another process may hold the data directory without listening: an engine that ends stops its model servers. */
const HELD_MS = 40_000;

/** Starts the engine, or finds the one that runs: whoever holds the data directory may be starting, or about to end. */
async function startOrFind(options: Parameters<typeof startEngine>[0]): Promise<RunningEngine | EngineState> {
  const end = Date.now() + HELD_MS;
  for (;;) {
    try {
      return await startEngine(options);
    } catch (error) {
      if (!isLocked(error) || Date.now() > end) throw error;
    }
    const running = readState(options.dataDir);
    if (running) return running;
    // Not in step: two that try at the same moment again and again could keep each other out.
    await delay(20 + Math.random() * 60);
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes('database is locked');
}

/**
 * What a start must not wait for. In this order: V8 believes what it has compiled only under the flags of that time, and
 * the next start has those of this one's beginning.
 */
function settle(dataDir: string, log: EngineLog): void {
  try {
    keepCompiled(dataDir);
  } catch (error) {
    log('What was compiled could not be kept; the next start takes longer', error);
  }
  keepHeapSmall();
}

function print(state: EngineState): void {
  console.log(JSON.stringify(state));
}

/**
 * Runs the engine until it is told to stop. Where one runs on the data directory already, its line is printed and that
 * is all: whoever calls gets an engine either way.
 * @returns the exit code
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { dataDir } = options;
  if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Error(`the data directory ${dataDir} is a file`);
  if (options.python !== undefined) keepPython(dataDir, options.python);
  const keys = loadKeys(dataDir, options.keys);
  const log = openEngineLog(dataDir);
  let stop: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((resolve) => (stop = resolve));
  const engine = await startOrFind({
    ...options,
    keys,
    log,
    lastPort: lastPort(dataDir),
    python: () => pythonOf(dataDir),
    onIdle: () => stop(`idle for ${options.idleExitMinutes} minutes`),
  });
  if ('pid' in engine) {
    console.error(`An engine runs on ${dataDir} already (process ${engine.pid}); this is its line.`);
    print(engine);
    return 0;
  }
  if (options.keys) keepKeys(dataDir, keys);
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGHUP', () => undefined); // It outlives the terminal and the window that started it.
  process.on('unhandledRejection', (error) => log('A promise was left to fail', error));
  const state: EngineState = {
    endpoint: engine.endpoint,
    region: options.region,
    accountId: options.accountId,
    ...keys,
    pid: process.pid,
    dataDir,
  };
  writeState(state);
  log(`Listening at ${engine.endpoint}, region ${options.region}, account ${options.accountId}`);
  print(state);
  setTimeout(() => settle(dataDir, log), SETTLED_MS).unref();
  const reason = await stopped;
  log(`Stopping: ${reason}`);
  removeState(dataDir);
  await engine.close();
  return 0;
}
