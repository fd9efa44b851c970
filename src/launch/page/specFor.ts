import { join, relative, sep } from 'node:path';
import type { TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import type { LaunchMemory } from '../launchMemory.ts';
import { placeKey } from '../../connection/place.ts';
import { defaultDataFolder } from '../defaultDataFolder.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { LaunchHistory, LaunchRecord } from '../spec/launchHistory.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { newSpec } from '../spec/newSpec.ts';

/** Where nobody has chosen yet. */
export const defaultInstance = 'ml.m5.large';

/** A script, and the folder that is sent with it; of a folder the script is what stands out in it, or empty. */
export interface ScriptPlace {
  readonly sourceFolder: string;
  /** Relative to the folder, with `/`. */
  readonly script: string;
}

/** The last launch of a script from this workspace: the one on this connection first, wherever its source began. */
export function lastOf(
  history: LaunchHistory,
  { sourceFolder, script }: ScriptPlace,
  connectionKey: string,
): LaunchRecord | undefined {
  const file = join(sourceFolder, ...script.split('/'));
  const own = history
    .all()
    .filter(({ spec }) => spec.script !== '' && join(spec.sourceFolder, ...spec.script.split('/')) === file);
  return own.find((record) => placeKey(record.place) === connectionKey) ?? own[0];
}

/** The spec of a script that is launched for the first time: what the script, the workspace and config.yaml say. */
export async function firstSpec(
  place: ScriptPlace,
  reading: ScriptReading | undefined,
  memory: LaunchMemory,
): Promise<LaunchSpec> {
  const spec = newSpec(place.sourceFolder, place.script);
  const data = place.script === '' ? undefined : await defaultDataFolder(folderOf(place));
  const InstanceType = (memory.answer('instance.training') ?? defaultInstance) as TrainingInstanceType;
  const metrics = reading?.metricDefinitions ?? [];
  return {
    ...spec,
    channels: data === undefined ? [] : [{ name: 'train', source: { path: data } }],
    request: {
      ...spec.request,
      ResourceConfig: { ...spec.request.ResourceConfig, InstanceType },
      ...(metrics.length > 0 && {
        AlgorithmSpecification: { TrainingInputMode: 'File', MetricDefinitions: [...metrics] },
      }),
    },
  };
}

/** The script's own folder. */
function folderOf({ sourceFolder, script }: ScriptPlace): string {
  return join(sourceFolder, ...script.split('/').slice(0, -1));
}

/** A path below a folder as scripts are named, with `/`; undefined when it is not below. */
export function nameIn(folder: string, file: string): string | undefined {
  const way = relative(folder, file);
  return way === '' || way.startsWith('..') || /^[A-Za-z]:/.test(way) ? undefined : way.split(sep).join('/');
}
