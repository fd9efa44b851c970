import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The most memory that a process has had so far, in megabytes; `undefined` where the system does not say (no Linux). */
export function peakMegabytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'));
  return found ? Number(found[1]) / 1024 : undefined;
}

/** What the engine logged of faults of its own: an orderly engine logs none. */
export function faults(dataDir: string): string[] {
  const log = readFileSync(join(dataDir, 'engine.log'), 'utf8');
  return log.split(/^(?=\d{4}-\d\d-\d\dT)/m).filter((entry) => !/ (?:Listening at|Stopping:) /.test(entry));
}
