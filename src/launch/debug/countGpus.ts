import { execFile } from 'node:child_process';

/** How many GPUs this machine offers to a script; none where NVIDIA's tools are not there, as no framework would find one. */
export async function countGpus(): Promise<number> {
  return new Promise((resolve) => {
    execFile('nvidia-smi', ['--list-gpus'], { timeout: 5_000, windowsHide: true }, (error, stdout) => {
      resolve(error ? 0 : [...stdout.matchAll(/^GPU /gm)].length);
    });
  });
}
