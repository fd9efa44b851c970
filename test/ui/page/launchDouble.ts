/** A launch as the extension would hold it, for tests of its page alone: takes edits, and shows them back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../host/vscode/versions.ts';
import type { LaunchEdit, LaunchPage } from '../../../src/messages/launch.ts';
import type { ArgumentRow, ChannelRow } from '../../../src/messages/launchInputs.ts';
import type { InstanceRow } from '../../../src/messages/launchInstances.ts';
import type { FieldPath } from '../../../src/messages/launchProblem.ts';
import type { SectionSpec } from '../../../src/messages/launchSections.ts';

type Json = Record<string | number, unknown>;

const argument = (name: string, more: Partial<ArgumentRow> = {}): ArgumentRow => ({
  name,
  type: 'text',
  value: '',
  default: undefined,
  choices: [],
  help: undefined,
  required: false,
  unsettable: undefined,
  group: undefined,
  declared: true,
  ...more,
});

const sections: readonly SectionSpec[] = [
  {
    title: 'Network and encryption',
    members: [
      {
        name: 'VpcConfig',
        label: 'VPC',
        path: ['VpcConfig'],
        type: 'structure',
        required: false,
        members: [
          {
            name: 'Subnets',
            label: 'Subnets',
            type: 'list',
            required: true,
            max: 16,
            element: { name: 'Subnet', label: 'Subnet', type: 'text', required: true },
          },
        ],
      },
      {
        name: 'EnableNetworkIsolation',
        label: 'Enable network isolation',
        path: ['EnableNetworkIsolation'],
        type: 'switch',
        required: false,
      },
    ],
  },
  {
    title: 'Environment and tags',
    members: [
      {
        name: 'Environment',
        label: 'Environment',
        path: ['Environment'],
        type: 'map',
        required: false,
        element: { name: 'value', label: 'Value', type: 'text', required: true },
      },
      {
        name: 'Tags',
        label: 'Tags',
        path: ['Tags'],
        type: 'list',
        required: false,
        element: {
          name: 'Tag',
          label: 'Tag',
          type: 'structure',
          required: true,
          members: [
            { name: 'Key', label: 'Key', type: 'text', required: true },
            { name: 'Value', label: 'Value', type: 'text', required: true },
          ],
        },
      },
      {
        name: 'MaximumRetryAttempts',
        label: 'Maximum retry attempts',
        path: ['RetryStrategy', 'MaximumRetryAttempts'],
        type: 'number',
        required: true,
        min: 1,
        max: 30,
      },
      {
        name: 'SessionChainingConfig',
        label: 'Session chaining',
        path: ['SessionChainingConfig'],
        type: 'json',
        required: false,
      },
    ],
  },
];

export const launchPage: LaunchPage = {
  connection: { label: 'research · eu-west-1', billed: true, region: 'eu-west-1' },
  script: 'src/train.py',
  scripts: [
    { value: 'src/train.py', label: 'src/train.py', detail: 'argparse, 8 arguments' },
    { value: 'src/evaluate.py', label: 'src/evaluate.py', detail: 'click' },
  ],
  notebook: undefined,
  arguments: [
    argument('epochs', { type: 'int', default: '10', help: 'Passes over the training set.' }),
    argument('learning-rate', { type: 'float', value: '0.01', default: '1e-3', help: 'Step size of AdamW.' }),
    argument('optimizer', { default: "'adamw'", choices: ['adamw', 'sgd', 'lion'] }),
    argument('amp', { type: 'bool', default: 'False', help: 'Mixed precision.' }),
    argument('checkpoint', { required: true, help: 'Where to begin.' }),
    argument('callback', { unsettable: 'its type is a lambda', group: 'Advanced' }),
    argument('mine', { value: '3', declared: false, group: 'Added by hand' }),
  ],
  scriptNotes: ['Two options are added in a loop (line 41); add them by hand.'],
  bundle: {
    folder: '/home/ada/projects/penguins/src',
    files: 214,
    bytes: 3_412_000,
    largest: [
      { path: 'assets/vocab.json', bytes: 1_800_000 },
      { path: 'model.py', bytes: 44_000 },
    ],
    leftOut: ['.venv (virtual environment, 1.2 GB)', '.git (history, 80 MB)', 'data (data, 4.1 GB)'],
  },
  channels: [
    {
      name: 'training',
      location: '/home/ada/projects/penguins/data',
      kind: 'disk',
      note: '12 files, 3.4 MB',
      inputMode: 'File',
      distribution: 'FullyReplicated',
    },
  ],
  images: [
    {
      value: '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.6.0-gpu-py312',
      label: 'PyTorch 2.6 (GPU)',
      detail: 'requirements.txt asks for torch>=2.5',
    },
  ],
  roles: [{ value: 'arn:aws:iam::111122223333:role/Trainer', label: 'Trainer', detail: 'Used last' }],
  fallbackInstanceTypes: ['ml.g4dn.2xlarge'],
  distribution: undefined,
  baseJobName: 'train',
  request: {
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 5400 },
    RoleArn: 'arn:aws:iam::111122223333:role/Trainer',
    AlgorithmSpecification: {
      TrainingImage: '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.6.0-gpu-py312',
      TrainingInputMode: 'File',
    },
  },
  sections,
  problems: [],
  requestText: '{}',
  cost: '$2.11 at most (1 h 30 min at $1.41/h)',
  metricPreview: ['validation:loss 0.412', 'validation:accuracy 0.934'],
  differences: [],
  hints: ['model.py seems to have 7 billion parameters: more than 24 GiB hold with AdamW. This is a guess.'],
  spotNote: 'Saved 68 % in the last 3 jobs.',
  canDebugHere: true,
  busy: undefined,
};

/** Sets or removes a member, as the contract of `LaunchEdit` has it. */
function setAt(root: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Json =
    Array.isArray(root) || typeof step === 'number'
      ? ([...((root ?? []) as unknown[])] as unknown as Json)
      : { ...(root as Json | undefined) };
  const next = setAt(copy[step], rest, value);
  const isEmptied = rest.length > 0 && value === undefined && isEmptyStructure(next);
  if (next === undefined || (isEmptied && typeof step === 'string')) Reflect.deleteProperty(copy, step);
  else copy[step] = next;
  return copy;
}

function isEmptyStructure(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

/** The page after an edit. */
export function edited(page: LaunchPage, edit: LaunchEdit): LaunchPage {
  switch (edit.type) {
    case 'request':
      return withRequest(page, setAt(page.request, edit.path, edit.value));
    case 'script':
      return { ...page, script: edit.value };
    case 'hyperparameter':
      return { ...page, arguments: withArgument(page.arguments, edit.name, edit.value) };
    case 'channel':
      return { ...page, channels: withChannel(page.channels, edit.index, edit.value) };
    case 'distribution':
      return { ...page, distribution: edit.value };
    case 'baseJobName':
      return { ...page, baseJobName: edit.value };
    case 'fallback':
      return { ...page, fallbackInstanceTypes: edit.instanceTypes };
  }
}

export function withRequest(page: LaunchPage, request: unknown): LaunchPage {
  return { ...page, request, requestText: JSON.stringify(request, undefined, 2) };
}

function withArgument(rows: readonly ArgumentRow[], name: string, value: string | undefined): ArgumentRow[] {
  if (!rows.some((row) => row.name === name))
    return [...rows, argument(name, { value: value ?? '', declared: false, group: 'Added by hand' })];
  return rows
    .filter((row) => row.name !== name || row.declared || value !== undefined)
    .map((row) => (row.name === name ? { ...row, value: value ?? '' } : row));
}

function withChannel(
  rows: readonly ChannelRow[],
  index: number,
  value: Partial<ChannelRow> | undefined,
): readonly ChannelRow[] {
  if (value === undefined) return rows.filter((_row, at) => at !== index);
  const before = rows[index] ?? {
    name: `channel-${index + 1}`,
    location: '',
    kind: 'disk' as const,
    note: '',
    inputMode: 'File' as const,
    distribution: 'FullyReplicated' as const,
  };
  return rows.toSpliced(index, 1, { ...before, ...value });
}

interface CatalogRow {
  readonly instanceType: string;
  readonly vCpu: number | null;
  readonly memoryMiB: number | null;
  readonly gpus: readonly { readonly name: string; readonly count: number; readonly memoryMiB: number }[];
  readonly network: string | null;
  readonly localStorageGB: number | null;
  readonly uses: readonly string[];
  readonly onDemandUsdPerHour: number | null;
}

/** The project's own table of training instances, with quotas of an account that may run some. */
export async function instanceRows(): Promise<readonly InstanceRow[]> {
  const text = await readFile(join(root, 'media', 'data', 'instances.json'), 'utf8');
  const { instances } = JSON.parse(text) as { readonly instances: readonly CatalogRow[] };
  return instances
    .filter(({ uses }) => uses.includes('training'))
    .map((row): InstanceRow => {
      const [gpu] = row.gpus;
      return {
        instanceType: row.instanceType,
        gpu: gpu?.name,
        gpuCount: gpu?.count ?? 0,
        gpuMemoryGiB: gpu && gpu.memoryMiB / 1024,
        totalGpuMemoryGiB: gpu && (gpu.memoryMiB * gpu.count) / 1024,
        vCpu: row.vCpu ?? undefined,
        memoryGiB: row.memoryMiB === null ? undefined : row.memoryMiB / 1024,
        network: row.network ?? undefined,
        localStorageGB: row.localStorageGB ?? undefined,
        usdPerHour: row.onDemandUsdPerHour ?? undefined,
        quota: row.instanceType.includes('.g5.') ? 4 : undefined,
        used: row.instanceType.includes('.g5.') ? 1 : undefined,
        available: row.instanceType.includes('.p5') ? false : undefined,
      };
    });
}

/** What stands at a path of a request. */
export function valueOf(root: unknown, path: FieldPath): unknown {
  let value = root;
  for (const step of path) value = (value as Json | undefined)?.[step];
  return value;
}
