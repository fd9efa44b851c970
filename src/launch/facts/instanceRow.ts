import type { Instance } from '../../catalog/prices/instances.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';

/** What is known of an instance type beyond what it is. */
export interface Market {
  /** US dollars an hour. */
  readonly usdPerHour?: number | undefined;
  readonly quota?: number | undefined;
  readonly used?: number | undefined;
  readonly available?: boolean | undefined;
}

/** The table's row of a type; accelerators that are no GPUs (Trainium) count as those. */
export function instanceRow(instance: Instance, market: Market): InstanceRow {
  const [accelerator] = [...instance.gpus, ...instance.neuron];
  const memoryGiB = gib(accelerator?.memoryMiB ?? null);
  const count = accelerator?.count ?? 0;
  return {
    instanceType: instance.instanceType,
    gpu: accelerator?.name,
    gpuCount: count,
    gpuMemoryGiB: memoryGiB,
    totalGpuMemoryGiB: memoryGiB === undefined ? undefined : round(memoryGiB * count),
    vCpu: instance.vCpu ?? undefined,
    memoryGiB: gib(instance.memoryMiB),
    network: instance.network ?? undefined,
    localStorageGB: instance.localStorageGB ?? undefined,
    usdPerHour: market.usdPerHour,
    quota: market.quota,
    used: market.used,
    available: market.available,
  };
}

function gib(mebibytes: number | null): number | undefined {
  return mebibytes === null ? undefined : round(mebibytes / 1024);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
