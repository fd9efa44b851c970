import type { LaunchFacts } from '../../../../src/launch/spec/launchFacts.ts';
import type { ScriptReading } from '../../../../src/launch/script/scriptReading.ts';
import { readScript } from '../../../../src/launch/script/readScript.ts';
import type { InstanceRow } from '../../../../src/messages/launchInstances.ts';
import { places } from './samples.ts';

const script = `
import argparse, torch
p = argparse.ArgumentParser()
p.add_argument('--epochs', type=int, default=10, help='how often')
p.add_argument('--lr', type=float, default=1e-3)
p.add_argument('--optimizer', choices=['adam', 'sgd'], default='adam')
p.add_argument('--name', required=True)
`;

const reading: ScriptReading = readScript(script, 'train.py');

function instanceRow(
  instanceType: string,
  usdPerHour: number | undefined,
  gpuMemoryGiB?: number,
): InstanceRow {
  return {
    instanceType,
    gpu: gpuMemoryGiB === undefined ? undefined : 'NVIDIA A10G',
    gpuCount: gpuMemoryGiB === undefined ? 0 : 1,
    gpuMemoryGiB,
    totalGpuMemoryGiB: gpuMemoryGiB,
    vCpu: 4,
    memoryGiB: 16,
    network: undefined,
    localStorageGB: undefined,
    usdPerHour,
    quota: undefined,
    used: undefined,
    available: true,
  };
}

/** Facts that answer at once, and what they were asked. */
export function testFacts(change: Partial<LaunchFacts> = {}): LaunchFacts & { readonly asked: string[] } {
  const asked: string[] = [];
  const noted = <T>(what: string, answer: T): Promise<T> => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  return {
    asked,
    place: { label: 'dev · us-east-1', billed: true, region: 'us-east-1' },
    canDebugHere: (file) => file.endsWith('.py'),
    scripts: (folder) =>
      noted(`scripts ${folder}`, [{ value: 'train.py', label: 'train.py', detail: undefined }]),
    readScript: (folder, file) => noted(`script ${folder}/${file}`, { reading, notebookLeftOut: undefined }),
    bundle: ({ sourceFolder: folder }) =>
      noted('bundle', { folder, files: 3, bytes: 1234, largest: [], leftOut: [] }),
    channelNote: ({ name }) => noted(`note ${name}`, '12 files, 3.4 MB'),
    places: () => noted('places', { places, problems: [] }),
    images: (_spec, read) => noted(`images ${read?.frameworks.map(({ name }) => name).join() ?? ''}`, []),
    roles: () => noted('roles', []),
    instances: (types) =>
      noted(`instances ${types.join()}`, { rows: types.map((type) => instanceRow(type, 1.5)), notes: [] }),
    spotJobs: () => noted('spot', [{ trainingSeconds: 100, billableSeconds: 32 }]),
    metricPreview: (definitions) => noted(`preview ${definitions.length}`, []),
    isTaken: (name) => noted(`taken ${name}`, name === 'taken'),
    problems: () => noted('problems', []),
    ...change,
  };
}
