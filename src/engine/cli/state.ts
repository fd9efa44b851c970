import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive } from '../jobs/processIdentity.ts';
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

/** What `engine.json` has beside the line: when the process started, which a later one of the same number did not. */
type KeptState = EngineState & { readonly start?: string };

/** A new file beside the one that it is to become, on the disk and readable by its owner alone. */
function writeBeside(file: string, content: string): string {
  // Two engines that start at the same moment must not write the same one.
  const beside = `${file}.${process.pid}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return beside;
}

/** Whole or not at all. */
function writePrivately(file: string, content: string): void {
  renameSync(writeBeside(file, content), file);
}

export function writeState(state: EngineState): void {
  // Asking Windows for it takes as long as starting the engine.
  const start = process.platform === 'win32' ? '' : identify(state.pid).start;
  const kept: KeptState = { ...state, start };
  writePrivately(join(state.dataDir, 'engine.json'), `${JSON.stringify(kept)}\n`);
  writePrivately(join(state.dataDir, 'port'), new URL(state.endpoint).port);
}

/** Takes the process's own state away, never that of another engine. */
export function removeState(dataDir: string): void {
  if (readState(dataDir)?.pid === process.pid) rmSync(join(dataDir, 'engine.json'), { force: true });
}

/** A JSON file's content, `undefined` where there is none, or where a power failure has left no JSON. */
function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/**
 * The engine that runs on a data directory, `undefined` when none does: a file that a crash left is no engine, and
 * neither is another process that has got the same number since.
 */
export function readState(dataDir: string): EngineState | undefined {
  const kept = readJson<KeptState>(join(dataDir, 'engine.json'));
  if (!kept) return undefined;
  const { start = '', ...state } = kept;
  return isAlive({ pid: state.pid, start }) ? state : undefined;
}

/**
 * The keys of a data directory: made at random at the first start, kept with mode 0600.
 * @param given keys that the command line names
 */
export function loadKeys(dataDir: string, given?: EngineKeys): EngineKeys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (given) return given;
  const file = join(dataDir, 'credentials.json');
  const kept = readJson<EngineKeys>(file);
  if (kept) return kept;
  const keys: EngineKeys = {
    // In the form of AWS's own (20 and 40 characters), because some tools check that.
    accessKeyId: `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  const beside = writeBeside(file, `${JSON.stringify(keys)}\n`);
  // What a power failure has left is no keys; what another engine has written meanwhile is.
  if (existsSync(file) && !readJson<EngineKeys>(file)) rmSync(file, { force: true });
  try {
    linkSync(beside, file);
    return keys;
  } catch (error) {
    // Another engine, started at the same moment, was first: its keys are the data directory's.
    const theirs = readJson<EngineKeys>(file);
    if (theirs) return theirs;
    throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Keeps the keys of the engine that runs, for its next starts. */
export function keepKeys(dataDir: string, keys: EngineKeys): void {
  writePrivately(join(dataDir, 'credentials.json'), `${JSON.stringify(keys)}\n`);
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
