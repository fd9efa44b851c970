/** One row of the table of instances. */
export interface InstanceRow {
  readonly instanceType: string;
  /** `NVIDIA A10G`; undefined without accelerators. */
  readonly gpu: string | undefined;
  readonly gpuCount: number;
  /** GiB of one GPU, and of all; undefined where unknown or none. */
  readonly gpuMemoryGiB: number | undefined;
  readonly totalGpuMemoryGiB: number | undefined;
  readonly vCpu: number | undefined;
  readonly memoryGiB: number | undefined;
  readonly network: string | undefined;
  /** GB of all local disks, which then take the place of a storage volume; undefined without. */
  readonly localStorageGB: number | undefined;
  /** US dollars an hour on demand; undefined is unknown, never zero. */
  readonly usdPerHour: number | undefined;
  /** Instances that the account may run at once, and runs; undefined when not known. */
  readonly quota: number | undefined;
  readonly used: number | undefined;
  /** False when the region is known not to have it. */
  readonly available: boolean | undefined;
}

/** Rows, and where their figures are from. */
export interface InstanceFacts {
  readonly rows: readonly InstanceRow[];
  /** A sentence each: whose rates these are, how use was counted, what could not be asked. */
  readonly notes: readonly string[];
}
