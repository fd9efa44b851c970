import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type EngineLog } from '../log.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** The engine's own log: `engine.log` in its data directory, and one file before it. */
export function openEngineLog(dataDir: string): EngineLog {
  const file = join(dataDir, 'engine.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`);
  return (message, error) => {
    const cause = error === undefined ? '' : `\n${inspect(error)}`;
    appendFileSync(file, `${new Date().toISOString()} ${message}${cause}\n`);
  };
}
