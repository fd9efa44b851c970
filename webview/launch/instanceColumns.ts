import type { InstanceRow } from '../../src/messages/launchInstances.ts';
import { nominalGigabytes } from './gpuMemory.ts';
import { freeQuota } from './instanceFilter.ts';

export interface Column {
  readonly id: string;
  readonly label: string;
  /** Width in a CSS grid. */
  readonly width: string;
  readonly isNumber: boolean;
  /** What it sorts by; unknown goes last both ways. */
  readonly value: (row: InstanceRow) => string | number | undefined;
  readonly text: (row: InstanceRow) => string;
  /** Whether it tells anything about these rows; drawn in any case where this is left out. */
  readonly isTelling?: (rows: readonly InstanceRow[]) => boolean;
}

export interface Order {
  readonly column: string;
  readonly isDescending: boolean;
}

const columns: readonly Column[] = [
  {
    id: 'type',
    label: 'Type',
    width: 'minmax(152px, 1fr)',
    isNumber: false,
    value: (row) => row.instanceType,
    text: (row) => row.instanceType,
  },
  {
    id: 'price',
    label: '$/h',
    width: '72px',
    isNumber: true,
    value: (row) => row.usdPerHour,
    text: ({ usdPerHour }) => formatPrice(usdPerHour),
  },
  {
    id: 'gpu',
    label: 'GPU',
    width: 'minmax(100px, 1.4fr)',
    isNumber: false,
    value: (row) => row.gpu,
    text: (row) => row.gpu ?? '–',
  },
  {
    id: 'gpus',
    label: 'Count',
    width: '66px',
    isNumber: true,
    value: (row) => row.gpuCount,
    text: (row) => (row.gpuCount === 0 ? '–' : String(row.gpuCount)),
  },
  {
    id: 'gpuMemory',
    label: 'GPU memory',
    width: 'minmax(116px, 0.8fr)',
    isNumber: true,
    value: (row) => row.gpuMemoryGiB,
    text: gpuMemory,
  },
  {
    id: 'vcpu',
    label: 'vCPU',
    width: '62px',
    isNumber: true,
    value: (row) => row.vCpu,
    text: (row) => known(row.vCpu),
  },
  {
    id: 'memory',
    label: 'Memory',
    width: '82px',
    isNumber: true,
    value: (row) => row.memoryGiB,
    text: (row) => known(row.memoryGiB, ' GiB'),
  },
  {
    id: 'network',
    label: 'Network',
    width: 'minmax(104px, 1fr)',
    isNumber: false,
    value: (row) => gigabits(row.network),
    text: ({ network }) => network?.replace(/ Gigabit$/, ' Gb/s') ?? 'unknown',
  },
  {
    id: 'quota',
    label: 'Quota free',
    width: '100px',
    isNumber: true,
    value: freeQuota,
    text: quotaCell,
    isTelling: (rows) => rows.some((row) => freeQuota(row) !== undefined),
  },
  {
    id: 'available',
    label: 'In region',
    width: '90px',
    isNumber: false,
    value: ({ available }) => (available === undefined ? undefined : available ? 0 : 1),
    text: ({ available }) => (available === undefined ? 'unknown' : available ? 'yes' : 'no'),
    // Where each type is offered, or nothing is known of any, a column of equal words says nothing.
    isTelling: (rows) =>
      rows.some(({ available }) => available === false || available !== rows[0]?.available),
  },
];

/** Columns that say something of these rows. */
export function columnsFor(rows: readonly InstanceRow[]): readonly Column[] {
  return columns.filter(({ isTelling }) => isTelling?.(rows) ?? true);
}

/** Rows by a column; what is not known stands last, whichever way; equals keep to the type's name. */
export function sortInstances(
  rows: readonly InstanceRow[],
  { column, isDescending }: Order,
): readonly InstanceRow[] {
  const value = columns.find(({ id }) => id === column)?.value ?? ((row) => row.instanceType);
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === undefined || y === undefined)
      return Number(x === undefined) - Number(y === undefined) || byType(a, b);
    return sign * compare(x, y) || byType(a, b);
  });
}

const byType = (a: InstanceRow, b: InstanceRow) => compare(a.instanceType, b.instanceType);

const collator = new Intl.Collator('en', { numeric: true });
function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

function known(value: number | undefined, unit = ''): string {
  return value === undefined ? 'unknown' : `${Number(value.toFixed(1))}${unit}`;
}

/** US dollars; as many decimals as tell cheap ones apart. */
function formatPrice(usd: number | undefined): string {
  return usd === undefined ? 'unknown' : `$${usd.toFixed(usd < 1 ? 3 : 2)}`;
}

function gpuMemory({ gpuCount, gpuMemoryGiB }: InstanceRow): string {
  if (gpuCount === 0) return '–';
  if (gpuMemoryGiB === undefined) return 'unknown';
  const one = `${nominalGigabytes(gpuMemoryGiB)} GB`;
  return gpuCount === 1 ? one : `${gpuCount} × ${one}`;
}

function quotaText(row: InstanceRow): string {
  const free = freeQuota(row);
  if (free === undefined) return 'unknown';
  return `${free.toLocaleString('en')} of ${(row.quota ?? 0).toLocaleString('en')}`;
}

/** The column's head says "free"; of how many matters only where some are taken. */
function quotaCell(row: InstanceRow): string {
  const free = freeQuota(row);
  return free === row.quota && free !== undefined ? free.toLocaleString('en') : quotaText(row);
}

/** `Up to 10 Gigabit` → 10; words (`Moderate`) come before figures. */
function gigabits(network: string | undefined): number | undefined {
  if (network === undefined) return undefined;
  const match = /(\d+(?:\.\d+)?)(?:x(\d+))?\s*(?:Gigabit|Gbps)/i.exec(network);
  return match ? Number(match[1]) * Number(match[2] ?? 1) : 0;
}

/** One row in words: what stands above the table, and what a screen reader says of the choice. */
export function describeInstance(row: InstanceRow, billed: boolean): string {
  const parts = [
    row.gpuCount > 0 ? `${row.gpuCount} × ${row.gpu ?? 'accelerator'}` : 'no GPU',
    ...(row.gpuMemoryGiB === undefined ? [] : [`${gpuMemory(row)} GPU memory`]),
    ...(row.vCpu === undefined ? [] : [`${row.vCpu} vCPU`]),
    ...(row.memoryGiB === undefined ? [] : [`${known(row.memoryGiB)} GiB memory`]),
    ...(billed
      ? [row.usdPerHour === undefined ? 'price unknown' : `${formatPrice(row.usdPerHour)} an hour`]
      : []),
    ...(row.quota === undefined ? [] : [`quota: ${quotaText(row)} free`]),
    ...(row.available === false ? ['not in this region'] : []),
  ];
  return parts.join(' · ');
}
