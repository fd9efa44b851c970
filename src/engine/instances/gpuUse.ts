import { execFile } from 'node:child_process';

/** What the GPUs of this machine do, all of them together: 0 to 100 for each. */
export interface GpuUse {
  readonly utilization: number;
  readonly memoryUtilization: number;
}

const QUERY = ['--query-gpu=utilization.gpu,memory.used,memory.total', '--format=csv,noheader,nounits'];

/** @param output of {@link QUERY}: a line a GPU, `37, 2048, 16384`. @returns `undefined` where no GPU tells */
export function gpuUseOf(output: string): GpuUse | undefined {
  const gpus = output
    .split('\n')
    .map((line) => line.split(',').map((part) => Number(part.trim() === '' ? NaN : part)))
    .filter((parts) => parts.length === 3 && parts.every(Number.isFinite));
  if (gpus.length === 0) return undefined;
  let [utilization, memoryUtilization] = [0, 0];
  for (const [busy = 0, used = 0, total = 0] of gpus) {
    utilization += busy;
    memoryUtilization += total > 0 ? (used / total) * 100 : 0;
  }
  return { utilization, memoryUtilization };
}

/** Asks `nvidia-smi`. @returns `undefined` where there is no GPU, or it does not say */
export function readGpus(): Promise<GpuUse | undefined> {
  return new Promise((resolve) => {
    execFile('nvidia-smi', QUERY, { timeout: 5000, windowsHide: true }, (error, stdout) =>
      resolve(error ? undefined : gpuUseOf(stdout)),
    );
  });
}
