import { join } from 'node:path';

/** The folder of one job; what is in it goes when the job has ended and its results are in S3. */
export function jobFolder(dataDir: string, region: string, job: string): string {
  return join(dataDir, 'jobs', region, job);
}

/** One host's folder: the runner's state beside what would be the container's `/opt/ml`. */
export interface HostFolder {
  readonly root: string;
  /** Stands for `/opt/ml`. */
  readonly base: string;
  readonly input: string;
  readonly config: string;
  readonly data: string;
  readonly code: string;
  readonly model: string;
  readonly output: string;
  readonly outputData: string;
  readonly outputIntermediate: string;
  readonly failure: string;
  readonly checkpoints: string;
  /** Where `requirements.txt` is installed to. */
  readonly packages: string;
}

export function hostFolder(jobRoot: string, host: string): HostFolder {
  const root = join(jobRoot, host);
  const base = join(root, 'opt', 'ml');
  const output = join(base, 'output');
  return {
    root,
    base,
    input: join(base, 'input'),
    config: join(base, 'input', 'config'),
    data: join(base, 'input', 'data'),
    code: join(base, 'code'),
    model: join(base, 'model'),
    output,
    outputData: join(output, 'data'),
    outputIntermediate: join(output, 'intermediate'),
    failure: join(output, 'failure'),
    checkpoints: join(base, 'checkpoints'),
    packages: join(root, 'packages'),
  };
}

/**
 * A relative name with `/` between its parts as a path below `folder`; `undefined` when it would lead out of it or
 * cannot be a file name here. Empty parts and `.` are dropped.
 */
export function pathBelow(folder: string, name: string): string | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..') || name.includes('\0')) return undefined;
  if (process.platform === 'win32' && parts.some((part) => /[\\:*?"<>|]/.test(part))) return undefined;
  return join(folder, ...parts);
}

/** `/opt/ml/…` as the path in this host's folder; `undefined` for any other path. */
export function containerPath(folder: HostFolder, path: string): string | undefined {
  if (path === '/opt/ml') return folder.base;
  return path.startsWith('/opt/ml/') ? pathBelow(folder.base, path.slice('/opt/ml/'.length)) : undefined;
}
