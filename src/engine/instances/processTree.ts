import { type ProcessTable, type ProcessUse } from './processTable.ts';

/** What a process and all that it has started use together. */
export interface TreeUse {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/**
 * The use of a process, of its descendants, and of its process group (whose members may have lost their parents).
 * @returns `undefined` when the process is not there
 */
export function treeUse(table: ProcessTable, root: number): TreeUse | undefined {
  if (!table.has(root)) return undefined;
  const children = new Map<number, ProcessUse[]>();
  for (const one of table.values()) {
    const siblings = children.get(one.parent);
    if (siblings) siblings.push(one);
    else children.set(one.parent, [one]);
  }
  const open = [...table.values()].filter(({ pid, group }) => pid === root || group === root);
  const seen = new Set<number>();
  let [cpuSeconds, residentBytes] = [0, 0];
  for (let use = open.pop(); use; use = open.pop()) {
    if (seen.has(use.pid)) continue;
    seen.add(use.pid);
    cpuSeconds += use.cpuSeconds;
    residentBytes += use.residentBytes;
    open.push(...(children.get(use.pid) ?? []));
  }
  return { cpuSeconds, residentBytes };
}
