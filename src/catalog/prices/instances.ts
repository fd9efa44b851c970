import { readFile } from 'node:fs/promises';

export type InstanceUse = 'training' | 'processing' | 'transform' | 'hosting';

interface Accelerator {
  readonly name: string;
  readonly count: number;
  /** Of one of them; `null` where unknown. */
  readonly memoryMiB: number | null;
}

/** One instance type; `null` where the figure is unknown. */
export interface Instance {
  readonly instanceType: string;
  readonly vCpu: number | null;
  readonly memoryMiB: number | null;
  readonly gpus: readonly Accelerator[];
  readonly neuron: readonly Accelerator[];
  /** AWS's words: `Up to 10 Gigabit`. */
  readonly network: string | null;
  /** Of all its local disks; `null` where it has none. */
  readonly localStorageGB: number | null;
  readonly uses: readonly InstanceUse[];
  /** A snapshot of the on-demand training rate; `snapshot.ts` says where and when it holds. */
  readonly onDemandUsdPerHour: number | null;
}

/**
 * The instance types of `media/data/instances.json`.
 * @param use leaves out those that do not serve it.
 */
export async function readInstances(file: string, use?: InstanceUse): Promise<Instance[]> {
  const { instances } = JSON.parse(await readFile(file, 'utf8')) as { instances: Instance[] };
  return use === undefined ? instances : instances.filter((instance) => instance.uses.includes(use));
}
