import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What the system says of one process. */
export interface ProcessUse {
  readonly pid: number;
  readonly parent: number;
  /** 0 where there are no process groups. */
  readonly group: number;
  /** Processor time since its start, that of children which have ended and were waited for included; seconds. */
  readonly cpuSeconds: number;
  /** Memory that it holds now; pages shared with other processes count in each. */
  readonly residentBytes: number;
}

export type ProcessTable = ReadonlyMap<number, ProcessUse>;

/** `USER_HZ`: what Linux counts `/proc` times in, whatever its own clock does. */
const TICKS_A_SECOND = 100;
const LONGEST_MILLISECONDS = 10_000;

/** All processes of this machine. @throws Error where the system would not tell */
export async function readProcesses(): Promise<ProcessTable> {
  if (process.platform === 'linux') return linuxProcesses();
  if (process.platform === 'win32') return windowsTable(await outputOf('powershell', WINDOWS_QUERY));
  return psTable(await outputOf('ps', ['-axo', 'pid=,ppid=,pgid=,time=,rss=']));
}

/** Seconds between two looks: how much a look costs differs much. */
export const LOOK_SECONDS = process.platform === 'linux' ? 1 : process.platform === 'win32' ? 10 : 2;

function outputOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: LONGEST_MILLISECONDS, windowsHide: true, maxBuffer: 64 * 1024 * 1024 };
    execFile(program, args, options, (error, stdout) => {
      if (error)
        reject(new Error(`${program} does not tell of processes: ${error.message}`, { cause: error }));
      else resolve(stdout);
    });
  });
}

function linuxProcesses(): ProcessTable {
  const table = new Map<number, ProcessUse>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      table.set(pid, linuxProcess(pid, stat));
    } catch {
      // Ended since the folder was read.
    }
  }
  return table;
}

/** @param stat `/proc/<pid>/stat`; see proc_pid_stat(5) */
export function linuxProcess(pid: number, stat: string): ProcessUse {
  // The second field, the program's name, may hold spaces and brackets: count from its end. [0] is the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  // utime, stime, cutime, cstime.
  const ticks = field(14) + field(15) + field(16) + field(17);
  return {
    pid,
    parent: field(4),
    group: field(5),
    cpuSeconds: ticks / TICKS_A_SECOND,
    residentBytes: field(24) * PAGE_BYTES,
  };
}

/** The size of a page of memory: `AT_PAGESZ` of the vector that the kernel hands each process; see getauxval(3). */
const PAGE_BYTES = process.platform === 'linux' ? pageBytes() : 4096;

function pageBytes(): number {
  try {
    const vector = readFileSync('/proc/self/auxv');
    for (let at = 0; at + 16 <= vector.length; at += 16) {
      if (vector.readUInt32LE(at) === 6) return vector.readUInt32LE(at + 8);
    }
  } catch {
    // A /proc without it; most machines have pages of 4 KiB.
  }
  return 4096;
}

/** @param output of `ps -axo pid=,ppid=,pgid=,time=,rss=`: times as `[[dd-]hh:]mm:ss[.cc]`, memory in KiB */
export function psTable(output: string): ProcessTable {
  const table = new Map<number, ProcessUse>();
  for (const line of output.split('\n')) {
    const [pid, parent, group, time, resident] = line.trim().split(/\s+/);
    if (resident === undefined) continue;
    const use = { pid: Number(pid), parent: Number(parent), group: Number(group) };
    table.set(use.pid, {
      ...use,
      cpuSeconds: psSeconds(time ?? ''),
      residentBytes: Number(resident) * 1024,
    });
  }
  return table;
}

function psSeconds(text: string): number {
  const [clock = '', days = '0'] = text.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds;
}

const WINDOWS_QUERY = [
  '-NoProfile',
  '-Command',
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) ' +
    '$($_.KernelModeTime + $_.UserModeTime) $($_.WorkingSetSize)" }',
];

/** @param output a line each: pid, parent, processor time in units of 100 ns, bytes */
export function windowsTable(output: string): ProcessTable {
  const table = new Map<number, ProcessUse>();
  for (const line of output.split('\n')) {
    const [pid, parent, time, bytes] = line.trim().split(/\s+/).map(Number);
    if (pid === undefined || parent === undefined || time === undefined || bytes === undefined) continue;
    table.set(pid, { pid, parent, group: 0, cpuSeconds: time / 1e7, residentBytes: bytes });
  }
  return table;
}
