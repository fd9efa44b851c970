import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { gpuUseOf } from '../../../src/engine/instances/gpuUse.ts';
import {
  linuxProcess,
  psTable,
  readProcesses,
  windowsTable,
} from '../../../src/engine/instances/processTable.ts';
import { treeUse } from '../../../src/engine/instances/processTree.ts';

describe('a process as the system tells of it', () => {
  it('is read from /proc, whatever its name', () => {
    const stat =
      '42 (my (odd) na me) S 7 42 42 0 -1 0 0 0 0 0 150 50 30 20 20 0 1 0 999 4096 10 18446744073709551615';
    expect(linuxProcess(42, stat)).toMatchObject({ pid: 42, parent: 7, group: 42, cpuSeconds: 2.5 });
    expect(linuxProcess(42, stat).residentBytes % 4096).toBe(0);
  });

  it('is read from ps, minutes, hours and days', () => {
    const table = psTable('    1     0     1   0:01.50   2048\n  77     1    70 2-03:04:05  10\n\n');
    expect(table.get(1)).toEqual({
      pid: 1,
      parent: 0,
      group: 1,
      cpuSeconds: 1.5,
      residentBytes: 2_097_152,
    });
    expect(table.get(77)?.cpuSeconds).toBe(2 * 86_400 + 3 * 3600 + 4 * 60 + 5);
  });

  it('is read from Windows', () => {
    expect(windowsTable('4 0 10000000 1024\r\n\r\n').get(4)).toEqual({
      pid: 4,
      parent: 0,
      group: 0,
      cpuSeconds: 1,
      residentBytes: 1024,
    });
  });
});

it('counts a process, its descendants, and its group', () => {
  const use = (pid: number, parent: number, group: number) =>
    [pid, { pid, parent, group, cpuSeconds: pid, residentBytes: 10 }] as const;
  // 30 lost its parent; 40 is its child, in a group of its own; 50 is none of ours.
  const table = new Map([use(10, 1, 10), use(20, 10, 10), use(30, 1, 10), use(40, 30, 40), use(50, 1, 50)]);
  expect(treeUse(table, 10)).toEqual({ cpuSeconds: 100, residentBytes: 40 });
  expect(treeUse(table, 11)).toBeUndefined();
});

it('reads real processes: time of a child that has ended stays with the tree', async () => {
  const script =
    'const {spawnSync} = require("child_process"); spawnSync(process.execPath, ["-e", "while(process.cpuUsage().user<400000);"]);' +
    'process.stdout.write("done"); setTimeout(() => {}, 10000)';
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const use = treeUse(await readProcesses(), child.pid ?? 0);
  child.kill('SIGKILL');
  expect(use?.cpuSeconds).toBeGreaterThan(0.3);
  expect(use?.residentBytes).toBeGreaterThan(10_000_000);
});

describe('GPUs', () => {
  it('are added up', () => {
    expect(gpuUseOf('30, 4096, 16384\n90, 8192, 16384\n')).toEqual({
      utilization: 120,
      memoryUtilization: 75,
    });
  });
  it('that say nothing are not invented', () => {
    expect(gpuUseOf('')).toBeUndefined();
    expect(gpuUseOf('[N/A], [N/A], 16384\n')).toBeUndefined();
    expect(gpuUseOf('No devices were found\n')).toBeUndefined();
  });
});
