import { setTimeout as delay } from 'node:timers/promises';
import { startEngine, type RunningEngine } from '../engine.ts';
import { type EngineKeys } from '../parts.ts';
import { openEngineLog } from './engineLog.ts';
import {
  type EngineState,
  keepPython,
  lastPort,
  loadKeys,
  pythonOf,
  readState,
  removeState,
  writeState,
} from './state.ts';

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

/** How long another process may take from holding the data directory to listening. */
const STARTING_MS = 10_000;

/** The engine that holds the data directory, waited for while it starts. */
async function otherEngine(dataDir: string): Promise<EngineState | undefined> {
  const end = Date.now() + STARTING_MS;
  while (Date.now() < end) {
    const state = readState(dataDir);
    if (state) return state;
    await delay(50);
  }
  return undefined;
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes('database is locked');
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
  if (options.python !== undefined) keepPython(dataDir, options.python);
  const keys = loadKeys(dataDir, options.keys);
  const log = openEngineLog(dataDir);
  let stop: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((resolve) => (stop = resolve));
  let engine: RunningEngine;
  try {
    engine = await startEngine({
      ...options,
      keys,
      log,
      lastPort: lastPort(dataDir),
      python: () => pythonOf(dataDir),
      onIdle: () => stop(`idle for ${options.idleExitMinutes} minutes`),
    });
  } catch (error) {
    const running = isLocked(error) ? await otherEngine(dataDir) : undefined;
    if (!running) throw error;
    console.error(`An engine runs on ${dataDir} already (process ${running.pid}); this is its line.`);
    print(running);
    return 0;
  }
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
  const reason = await stopped;
  log(`Stopping: ${reason}`);
  await engine.close();
  removeState(dataDir);
  return 0;
}
