import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../../platform/userError.ts';
import { isAbsent, isUnreadable } from '../bundle/fileErrors.ts';
import type { WalkOptions } from '../bundle/sourceWalk.ts';
import { convertNotebook } from '../script/notebook.ts';
import { programOf } from '../spec/createTrainingJobRequest.ts';
import type { ChannelSpec, LaunchSpec } from '../spec/launchSpec.ts';

/** Where a channel is on disk, absolute; undefined for one that is elsewhere, or nowhere yet. */
export function channelPath(spec: LaunchSpec, { source }: ChannelSpec): string | undefined {
  return 'path' in source && source.path.trim() !== '' ? resolve(spec.sourceFolder, source.path) : undefined;
}

/**
 * What a launch's source folder is walked with: the script goes along in any case, a notebook as a script; what a channel
 * sends does not.
 * @throws UserError for a script that is not there, not in the folder, or a notebook that cannot be converted.
 */
export async function walkOptions(
  spec: LaunchSpec,
): Promise<Pick<WalkOptions, 'channels' | 'always' | 'generated' | 'notebook'>> {
  const channels = new Map<string, string>();
  for (const channel of spec.channels) {
    const path = channelPath(spec, channel);
    if (path !== undefined) channels.set(path, channel.name);
  }
  const { script } = spec;
  if (script === '') return { channels };
  if (script.split('/').includes('..'))
    throw new UserError('invalid-input', `The script ${script} is not in the source folder.`, {
      advice: 'Choose a source folder that holds it.',
    });
  const path = join(spec.sourceFolder, ...script.split('/'));
  const text = await read(path);
  const name = programOf(script);
  if (name === script) return { channels, always: [path] };
  return {
    channels,
    notebook: script,
    generated: [{ kind: 'generated', name, text: convertNotebook(text).script }],
  };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isUnreadable(error))
      throw new UserError('file-unreadable', `The script cannot be read: ${path}`, { cause: error });
    if (isAbsent(error))
      throw new UserError('not-found', `The script is not there: ${path}`, { cause: error });
    throw error;
  }
}
