import { execFile } from 'node:child_process';

/** How many GPUs this machine offers to a script, counted as AWS's toolkit counts them. */
export async function countGpus(): Promise<number> {
  return new Promise((resolve) => {
    execFile('nvidia-smi', ['--list-gpus'], { timeout: 10_000, windowsHide: true }, (error, stdout) => {
      // Without the program there are none that a framework could use.
      resolve(error ? 0 : stdout.split('\n').filter((line) => line.startsWith('GPU ')).length);
    });
  });
}
