import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process beyond the reuse of its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; empty when the system would not say. */
  readonly start: string;
}

/** State letter and start (boot and clock ticks) from `/proc`; `undefined` when there is no such process. */
function linuxProcess(pid: number): { state: string; start: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field, the program's name, may hold spaces and brackets: count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return { state: fields[0] ?? '', start: `${boot} ${fields[19] ?? ''}` };
  } catch {
    return undefined;
  }
}

function startOf(pid: number): string {
  if (process.platform === 'linux') return linuxProcess(pid)?.start ?? '';
  try {
    const [command, args]: [string, string[]] =
      process.platform === 'win32'
        ? ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]]
        : ['ps', ['-o', 'lstart=', '-p', String(pid)]];
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    }).trim();
  } catch {
    return '';
  }
}

/** Identifies a running process. */
export function identify(pid: number): ProcessIdentity {
  return { pid, start: startOf(pid) };
}

/** Whether this very process still runs; a zombie does not. */
export function isAlive({ pid, start }: ProcessIdentity): boolean {
  if (process.platform === 'linux') {
    const found = linuxProcess(pid);
    return found !== undefined && !/[ZX]/.test(found.state) && (start === '' || found.start === start);
  }
  if (!exists(pid)) return false;
  const now = startOf(pid);
  return start === '' || now === '' || now === start;
}

/** Whether any process has this number. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
