import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { type EngineLog } from '../log.ts';
import { type MetricStore } from '../store/metricStore.ts';
import { type GpuUse, readGpus } from './gpuUse.ts';
import { LOOK_SECONDS, type ProcessTable, readProcesses } from './processTable.ts';
import { treeUse } from './processTree.ts';

/** One instance as SageMaker measures it; here a process of this machine with all that it has started. */
export interface Instance {
  readonly region: string;
  /** `/aws/sagemaker/TrainingJobs`, `/aws/sagemaker/Endpoints`. */
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** On the disk that is measured. */
  readonly folder: string;
  /** Seconds between two measurements; not less than a look takes. */
  readonly pause: number;
  /** The process that runs now; another one after a restart or at a job's next step; `undefined` while there is none. */
  readonly root: () => number | undefined;
}

interface Watched {
  readonly instance: Instance;
  /** Of the last look: processor time is told by the difference. */
  last: { root: number; cpuSeconds: number; at: number } | undefined;
}

/** The first look comes soon, so that short jobs have a beginning to be measured from. Milliseconds. */
const FIRST_LOOK = 200;
/** Asking `nvidia-smi` takes longer than all the rest. Milliseconds. */
const GPU_PAUSE = 5000;

/**
 * Measures instances while they run, and tells CloudWatch as SageMaker does: CPUUtilization (0 to 100 for each core),
 * MemoryUtilization (of the machine's memory), DiskUtilization (of the disk that the folder is on), and GPUUtilization and
 * GPUMemoryUtilization (0 to 100 for each GPU) where there are GPUs. At a resolution of seconds where AWS has a minute: jobs
 * here are short.
 */
export class InstanceMonitor {
  readonly #metrics: MetricStore;
  readonly #log: EngineLog;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;
  #gpus: { use: GpuUse | undefined; at: number } | undefined;
  #failed = false;

  constructor(metrics: MetricStore, log: EngineLog) {
    this.#metrics = metrics;
    this.#log = log;
  }

  /** Measures an instance until the signal aborts. */
  watch(instance: Instance, signal: AbortSignal): void {
    if (signal.aborted) return;
    const watched: Watched = { instance, last: undefined };
    this.#watched.add(watched);
    signal.addEventListener('abort', () => this.#watched.delete(watched), { once: true });
    clearTimeout(this.#timer);
    this.#next(FIRST_LOOK);
  }

  #next(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#look(), milliseconds).unref();
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    this.#timer = undefined;
    const began = performance.now();
    try {
      const table = await readProcesses();
      const gpus = await this.#gpuUse();
      for (const watched of this.#watched) await this.#measure(watched, table, gpus, began);
      this.#failed = false;
    } catch (error) {
      // Once, not every second.
      if (!this.#failed) this.#log('Processes could not be measured', error);
      this.#failed = true;
    }
    // Something that came meanwhile has set its own.
    if (this.#watched.size === 0 || this.#isAwaited()) return;
    this.#next(Math.max(FIRST_LOOK, LOOK_SECONDS * 1000 - (performance.now() - began)));
  }

  #isAwaited(): boolean {
    return this.#timer !== undefined;
  }

  async #measure(watched: Watched, table: ProcessTable, gpus: GpuUse | undefined, at: number): Promise<void> {
    const { instance, last } = watched;
    // Half a look's time of play, for timers that come early.
    if (last && at - last.at < (instance.pause - LOOK_SECONDS / 2) * 1000) return;
    const root = instance.root();
    const use = root === undefined ? undefined : treeUse(table, root);
    watched.last = root === undefined || !use ? undefined : { root, cpuSeconds: use.cpuSeconds, at };
    if (!use) return;
    if (last?.root === root && last !== undefined && at > last.at) {
      const percent = ((use.cpuSeconds - last.cpuSeconds) / (at - last.at)) * 100_000;
      // A child that nobody waited for takes its time with it; ticks are 10 ms long.
      this.#put(instance, 'CPUUtilization', Math.min(Math.max(0, percent), availableParallelism() * 100));
    }
    this.#put(instance, 'MemoryUtilization', Math.min(100, (use.residentBytes / totalmem()) * 100));
    const disk = await diskPercent(instance.folder);
    if (disk !== undefined) this.#put(instance, 'DiskUtilization', disk);
    if (!gpus) return;
    this.#put(instance, 'GPUUtilization', gpus.utilization);
    this.#put(instance, 'GPUMemoryUtilization', gpus.memoryUtilization);
  }

  #put({ region, namespace, dimensions }: Instance, name: string, value: number): void {
    this.#metrics.put({ region, namespace, name, dimensions, unit: 'Percent' }, value);
  }

  async #gpuUse(): Promise<GpuUse | undefined> {
    // A machine without GPUs gets none while the engine runs.
    if (this.#gpus && (this.#gpus.use === undefined || performance.now() - this.#gpus.at < GPU_PAUSE)) {
      return this.#gpus.use;
    }
    const use = await readGpus();
    this.#gpus = { use, at: performance.now() };
    return use;
  }
}

/** @returns `undefined` where the folder is gone, or its file system does not tell */
async function diskPercent(folder: string): Promise<number | undefined> {
  try {
    const { blocks, bfree, bavail } = await statfs(folder);
    const used = blocks - bfree;
    // As `df` counts: what is kept for the administrator is not there for anybody else.
    return used + bavail > 0 ? (used / (used + bavail)) * 100 : undefined;
  } catch {
    return undefined;
  }
}
