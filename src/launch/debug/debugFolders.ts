import { copyFile, link, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../platform/userError.ts';
import type { TrainingFolders } from '../../analysis/training/environment.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';

/** Milliseconds. */
const longestSession = 24 * 60 * 60 * 1000;

/** What stands for `/opt/ml` in a debug session, but for the code: that is the person's own. */
export interface DebugFolders extends Omit<TrainingFolders, 'code'> {
  readonly base: string;
  readonly checkpoints: string;
  /** By channel: the person's own folder, or one with the channel's one file in it. */
  readonly channels: Readonly<Record<string, string>>;
}

/** The folders below one that is the debug session's own. */
export function debugFolders(base: string, channels: DebugFolders['channels']): DebugFolders {
  const output = join(base, 'output');
  return {
    base,
    input: join(base, 'input'),
    config: join(base, 'input', 'config'),
    model: join(base, 'model'),
    checkpoints: join(base, 'checkpoints'),
    output,
    outputData: join(output, 'data'),
    outputIntermediate: join(output, 'intermediate'),
    channels,
  };
}

/**
 * Makes them, empty: what an earlier session left goes.
 * @throws UserError for data that is not on disk
 */
export async function makeDebugFolders(base: string, { channels }: LaunchSpec): Promise<DebugFolders> {
  const given = channels.map(({ name, source }) => [name, pathOf(name, source)] as const);
  await rm(base, { recursive: true, force: true });
  const { config, model, checkpoints, outputData, outputIntermediate } = debugFolders(base, {});
  for (const folder of [config, model, checkpoints, outputData, outputIntermediate])
    await mkdir(folder, { recursive: true });
  const folders = await Promise.all(
    given.map(async ([name, path]) => [name, await channelFolder(base, name, path)] as const),
  );
  return debugFolders(base, Object.fromEntries(folders));
}

/** Removes what sessions left long ago. One that may still run, in whatever window, keeps its folder. */
export async function forgetOldSessions(root: string, now: number): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    const path = join(root, name);
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > longestSession) await rm(path, { recursive: true, force: true });
  }
}

/** The files below `/opt/ml/input/config` that SageMaker makes of a request, for scripts that read those. */
export async function writeConfigFiles(
  { config }: DebugFolders,
  files: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files))
    await writeFile(join(config, `${name}.json`), JSON.stringify(content));
}

function pathOf(name: string, source: LaunchSpec['channels'][number]['source']): string {
  if ('path' in source && source.path !== '') return source.path;
  throw new UserError('invalid-input', `The data of channel "${name}" is not on this disk.`, {
    advice: 'Choose a file or folder for it, or use "Try here first" with a sample of it.',
  });
}

/** A job finds a channel's one file in the channel's folder. */
async function channelFolder(base: string, name: string, path: string): Promise<string> {
  if ((await found(name, path)).isDirectory()) return path;
  const folder = join(base, 'input', 'data', name);
  await mkdir(folder, { recursive: true });
  const file = join(folder, basename(path));
  // A link costs nothing; where it cannot be made, on another disk, a copy does as well.
  await link(path, file).catch(() => copyFile(path, file));
  return folder;
}

async function found(name: string, path: string) {
  try {
    return await stat(path);
  } catch (cause) {
    throw new UserError('file-unreadable', `The data of channel "${name}" cannot be read: ${path}`, {
      cause,
    });
  }
}
