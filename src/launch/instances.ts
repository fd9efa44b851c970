import type { Instance } from '../catalog/prices/instances.ts';

/** What a quick pick shows of an instance type. */
export interface InstanceFacts {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/**
 * The types in the order in which people look: last used first, then those with a known rate from cheap to dear, then the
 * others by name. Sorting is stable and does not change the list that it was given.
 */
export function orderInstances(instances: readonly Instance[], lastUsed: string | undefined): Instance[] {
  const rank = (i: Instance): number =>
    i.instanceType === lastUsed ? -1 : (i.onDemandUsdPerHour ?? Infinity);
  return [...instances].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left === right
      ? a.instanceType.localeCompare(b.instanceType, 'en', { numeric: true })
      : left - right;
  });
}

/** `1 × T4 · 16 GB GPU memory · 4 vCPU · 16 GB`, and the rate on AWS where it is known. */
export function instanceFacts(instance: Instance): InstanceFacts {
  const accelerators = [...instance.gpus, ...instance.neuron];
  const detail = [
    ...accelerators.map(({ count, name, memoryMiB }) => {
      const memory =
        memoryMiB === null
          ? ''
          : ` · ${gigabytes(memoryMiB * count)} ${instance.gpus.length > 0 ? 'GPU' : 'accelerator'} memory`;
      return `${count} × ${name}${memory}`;
    }),
    instance.vCpu === null ? '' : `${instance.vCpu} vCPU`,
    instance.memoryMiB === null ? '' : `${gigabytes(instance.memoryMiB)} memory`,
  ].filter((part) => part !== '');
  return {
    label: instance.instanceType,
    description:
      instance.onDemandUsdPerHour === null ? '' : `$${instance.onDemandUsdPerHour.toFixed(2)}/h on AWS`,
    detail: detail.join(' · '),
  };
}

function gigabytes(mebibytes: number): string {
  return `${Math.round((mebibytes / 1024) * 10) / 10} GB`;
}
