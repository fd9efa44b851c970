import { describe, expect, it } from 'vitest';
import type { InstanceRow } from '../../../src/messages/launchInstances.ts';
import { columnsFor, describeInstance, sortInstances } from '../../../webview/launch/instanceColumns.ts';
import { filterInstances, toggleTerm } from '../../../webview/launch/instanceFilter.ts';

const row = (instanceType: string, more: Partial<InstanceRow> = {}): InstanceRow => ({
  instanceType,
  gpu: undefined,
  gpuCount: 0,
  gpuMemoryGiB: undefined,
  totalGpuMemoryGiB: undefined,
  vCpu: 4,
  memoryGiB: 16,
  network: 'Up to 10 Gigabit',
  localStorageGB: undefined,
  usdPerHour: 0.23,
  quota: undefined,
  used: undefined,
  available: undefined,
  ...more,
});
const gpu = (name: string, each: number, count = 1): Partial<InstanceRow> => ({
  gpu: name,
  gpuCount: count,
  gpuMemoryGiB: each,
  totalGpuMemoryGiB: each * count,
});

const rows = [
  row('ml.m5.xlarge'),
  row('ml.c5.2xlarge', { vCpu: 8, usdPerHour: undefined }),
  row('ml.g5.xlarge', { ...gpu('A10G', 22.352), usdPerHour: 1.41, quota: 2, used: 2 }),
  row('ml.g6e.xlarge', { ...gpu('L40S', 44.703), usdPerHour: 2.2, quota: 1, used: 0, available: false }),
  row('ml.p4d.24xlarge', { ...gpu('A100', 40, 8), vCpu: 96, usdPerHour: 37.7, network: '4x 100 Gigabit' }),
  row('ml.p5.48xlarge', { ...gpu('H100', 80, 8), vCpu: 192, usdPerHour: undefined }),
];
const left = (query: string) =>
  filterInstances(rows, query).rows.map(({ instanceType }) => instanceType.slice(3));

describe('the filter of instance types', () => {
  it.each<[query: string, types: string[]]>([
    ['', rows.map(({ instanceType }) => instanceType.slice(3))],
    ['g5', ['g5.xlarge']],
    ['a100', ['p4d.24xlarge']],
    ['xlarge -g5 gpu', ['g6e.xlarge', 'p4d.24xlarge', 'p5.48xlarge']],
    ['cpu', ['m5.xlarge', 'c5.2xlarge']],
    ['gpu>=40', ['g6e.xlarge', 'p4d.24xlarge', 'p5.48xlarge']],
    ['gpu >= 40', ['g6e.xlarge', 'p4d.24xlarge', 'p5.48xlarge']],
    ['≥ 40 GB GPU memory under $6/h', ['g6e.xlarge']],
    ['gpu>=40 <$6', ['g6e.xlarge']],
    ['gpu>=40 <6$', ['g6e.xlarge']],
    ['price<=1.41', ['m5.xlarge', 'g5.xlarge']],
    ['at most $1.41 per hour gpu', ['g5.xlarge']],
    ['gpus=8', ['p4d.24xlarge', 'p5.48xlarge']],
    ['>=8 gpus', ['p4d.24xlarge', 'p5.48xlarge']],
    ['total>=400', ['p5.48xlarge']],
    ['vcpu>8', ['p4d.24xlarge', 'p5.48xlarge']],
    ['at least 96 vcpus', ['p4d.24xlarge', 'p5.48xlarge']],
    ['free>=1', ['g6e.xlarge']],
    ['gpu>=24 <$2', ['g5.xlarge']],
    ['vram=48', ['g6e.xlarge']],
    ['available gpu <$3', ['g5.xlarge']],
    ['mem>16', []],
    ['ml.g5.xlarge', ['g5.xlarge']],
  ])('%s', (query, types) => {
    expect(left(query)).toEqual(types);
  });

  it('says how many it leaves out only because something is not known of them', () => {
    expect(filterInstances(rows, '<$6').unknown).toBe(2);
    expect(filterInstances(rows, '<$6 gpu').unknown).toBe(1);
    expect(filterInstances(rows, 'gpu>=40').unknown).toBe(0);
  });

  it('adds and takes out what a chip stands for', () => {
    expect(toggleTerm('a100', '<$6')).toBe('a100 <$6');
    expect(toggleTerm('a100 <$6', '<$6')).toBe('a100');
  });
});

describe('the order of instance types', () => {
  const order = (column: string, isDescending: boolean) =>
    sortInstances(rows, { column, isDescending }).map(({ instanceType }) => instanceType.slice(3));

  it('puts an unknown price last both ways', () => {
    expect(order('price', false)).toEqual([
      'm5.xlarge',
      'g5.xlarge',
      'g6e.xlarge',
      'p4d.24xlarge',
      'c5.2xlarge',
      'p5.48xlarge',
    ]);
    expect(order('price', true).slice(0, 4)).toEqual([
      'p4d.24xlarge',
      'g6e.xlarge',
      'g5.xlarge',
      'm5.xlarge',
    ]);
    expect(order('price', true).slice(4)).toEqual(['c5.2xlarge', 'p5.48xlarge']);
  });

  it('reads sizes in types and networks as numbers', () => {
    expect(order('type', false).slice(0, 3)).toEqual(['c5.2xlarge', 'g5.xlarge', 'g6e.xlarge']);
    expect(order('network', true)[0]).toBe('p4d.24xlarge');
  });

  it('leaves out columns that say nothing', () => {
    const ids = columnsFor(rows.slice(0, 2)).map(({ id }) => id);
    expect(ids).not.toContain('quota');
    expect(columnsFor(rows).map(({ id }) => id)).toContain('quota');
  });
});

it('says in words what an instance is', () => {
  const [, unpriced, g5] = rows;
  expect(describeInstance(g5!, true)).toBe(
    '1 × A10G · 24 GB GPU memory · 4 vCPU · 16 GiB memory · $1.41 an hour · quota: 0 of 2 free',
  );
  expect(describeInstance(unpriced!, true)).toBe('no GPU · 8 vCPU · 16 GiB memory · price unknown');
  expect(describeInstance(unpriced!, false)).toBe('no GPU · 8 vCPU · 16 GiB memory');
});
