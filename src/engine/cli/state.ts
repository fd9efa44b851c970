import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineKeys } from '../parts.ts';

/** What a running engine says of itself: the one line that `serve` prints, and `engine.json` in its data directory. */
export interface EngineState {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pid: number;
  readonly dataDir: string;
}

/** Whole or not at all, and readable by its owner alone. */
function writePrivately(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function writeState(state: EngineState): void {
  writePrivately(join(state.dataDir, 'engine.json'), `${JSON.stringify(state)}\n`);
  writePrivately(join(state.dataDir, 'port'), new URL(state.endpoint).port);
}

export function removeState(dataDir: string): void {
  rmSync(join(dataDir, 'engine.json'), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The engine that runs on a data directory, `undefined` when none does; a file that a crash left is no engine. */
export function readState(dataDir: string): EngineState | undefined {
  const file = join(dataDir, 'engine.json');
  if (!existsSync(file)) return undefined;
  const state = JSON.parse(readFileSync(file, 'utf8')) as EngineState;
  return isAlive(state.pid) ? state : undefined;
}

/**
 * The keys of a data directory: made at random at the first start, kept with mode 0600.
 * @param given keys that the command line names; they replace what was kept
 */
export function loadKeys(dataDir: string, given?: EngineKeys): EngineKeys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'credentials.json');
  if (given) {
    writePrivately(file, `${JSON.stringify(given)}\n`);
    return given;
  }
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as EngineKeys;
  const keys: EngineKeys = {
    // In the form of AWS's own (20 and 40 characters), because some tools check that.
    accessKeyId: `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  writePrivately(file, `${JSON.stringify(keys)}\n`);
  return keys;
}

/** The port of the last engine on a data directory, 0 when there was none. */
export function lastPort(dataDir: string): number {
  const file = join(dataDir, 'port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0;
}

/** The Python of a data directory: the last one that `serve --python` named, else the first on the PATH by its usual name. */
export function pythonOf(dataDir: string): string {
  const file = join(dataDir, 'python');
  const named = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (named !== '') return named;
  return process.platform === 'win32' ? 'python' : 'python3';
}

/** Keeps the Python for this and later starts; a running engine takes it for its next job. */
export function keepPython(dataDir: string, python: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writePrivately(join(dataDir, 'python'), `${python}\n`);
}
