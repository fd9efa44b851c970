import type { InstanceRow } from '../../src/messages/launchInstances.ts';
import { nominalGigabytes } from './gpuMemory.ts';

type Compare = (value: number, limit: number) => boolean;

const compares: Readonly<Record<string, Compare>> = {
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '=': (value, limit) => value === limit,
};
const spelled: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≤': '<=',
  under: '<',
  below: '<',
  over: '>',
  above: '>',
  'at least': '>=',
  'at most': '<=',
};

/** What a comparison can ask for, by the words for it. Memory is GB; of one GPU where it is a GPU's. */
const quantities: readonly (readonly [RegExp, (row: InstanceRow) => number | undefined])[] = [
  [/^(?:\$|price|cost|usd)$/, (row) => row.usdPerHour],
  [/^(?:gpus|count)$/, (row) => row.gpuCount],
  [/^(?:gpu|gpu ?mem(?:ory)?|vram)$/, (row) => nominal(row.gpuMemoryGiB, 1)],
  [/^(?:total|total gpu mem(?:ory)?)$/, (row) => nominal(row.gpuMemoryGiB, row.gpuCount)],
  [/^(?:v?cpus?)$/, (row) => row.vCpu],
  [/^(?:mem(?:ory)?|ram)$/, (row) => row.memoryGiB],
  [/^quota$/, (row) => row.quota],
  [/^used$/, (row) => row.used],
  [/^free$/, freeQuota],
];

const name =
  '\\$|price|cost|usd|gpus|count|total gpu mem(?:ory)?|total|gpu ?mem(?:ory)?|gpu|vram|v?cpus?|mem(?:ory)?|ram|quota|used|free';
const operator = '(?:>=|<=|≥|≤|>|<|=|\\b(?:under|below|over|above|at least|at most)\\b)';
const number = '\\d+(?:\\.\\d+)?(?![\\d.])';
const unit = '(?:\\s*gi?b(?!\\w))?';
/** Money; a quantity, how it compares, a number; or the number first, then what it is a number of. */
const comparison = new RegExp(
  '(?<![\\w.-])(?:' +
    `(?:(?:price|cost|usd)\\s*)?(?<moneyIs>${operator})\\s*(?:\\$\\s*(?<dollars>${number})|(?<money>${number})\\s*\\$)` +
    `|(?<asked>${name})\\s*(?<is>${operator})\\s*(?<limit>${number})(?!\\s*\\$)${unit}` +
    `|(?<firstIs>${operator})\\s*(?<first>${number})${unit}(?:\\s*(?<thenAsked>${name})(?!\\w))?` +
    ')(?:\\s*(?:/|per|an)\\s*h(?:our)?(?!\\w))?',
  'g',
);

function nominal(gibibytes: number | undefined, gpus: number): number | undefined {
  return gibibytes === undefined ? undefined : nominalGigabytes(gibibytes) * gpus;
}

/** How many instances may still be started. Undefined when not known. */
export function freeQuota({ quota, used }: InstanceRow): number | undefined {
  return quota === undefined ? undefined : Math.max(0, quota - (used ?? 0));
}

export interface Filtered {
  readonly rows: readonly InstanceRow[];
  /** Rows that are left out only because a quantity that was asked for is not known of them. */
  readonly unknown: number;
}

type Verdict = boolean | undefined;
type Test = (row: InstanceRow) => Verdict;

/**
 * Rows that a query leaves. Comparisons (`gpu>=40`, `<$6`, `≥ 40 GB GPU memory under $6/h`), `gpu` or `cpu` for with and
 * without accelerators, `available`, and words that the type, GPU or network must have (`-word`: must not).
 */
export function filterInstances(rows: readonly InstanceRow[], query: string): Filtered {
  const tests = testsOf(query.toLowerCase());
  const kept: InstanceRow[] = [];
  let unknown = 0;
  for (const row of rows) {
    const verdicts = tests.map((test) => test(row));
    if (verdicts.includes(false)) continue;
    if (verdicts.includes(undefined)) unknown++;
    else kept.push(row);
  }
  return { rows: kept, unknown };
}

function testsOf(query: string): readonly Test[] {
  const tests: Test[] = [];
  const rest = query.replace(comparison, (...match: unknown[]) => {
    const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
    tests.push(compareTest(groups));
    return ' ';
  });
  return [
    ...tests,
    ...rest
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(wordTest),
  ];
}

function compareTest(groups: Readonly<Record<string, string | undefined>>): Test {
  const { moneyIs, dollars, money, asked, is, limit, firstIs, first, thenAsked } = groups;
  const operation = moneyIs ?? is ?? firstIs ?? '=';
  const compare = compares[spelled[operation] ?? operation];
  const wanted = moneyIs === undefined ? (asked ?? thenAsked ?? 'price') : 'price';
  const quantity = quantities.find(([words]) => words.test(wanted))?.[1];
  const bound = Number(dollars ?? money ?? limit ?? first);
  return (row) => {
    const value = quantity?.(row);
    // An instance without a GPU has no GPU memory, which is known well enough.
    if (value === undefined && row.gpuCount === 0 && /gpu|vram|total/.test(wanted)) return false;
    return value === undefined ? undefined : compare?.(value, bound);
  };
}

function wordTest(word: string): Test {
  if (word === 'gpu') return (row) => row.gpuCount > 0;
  if (word === 'cpu') return (row) => row.gpuCount === 0;
  if (word === 'available') return (row) => row.available !== false;
  const isBarred = word.length > 1 && word.startsWith('-');
  const sought = isBarred ? word.slice(1) : word;
  return ({ instanceType, gpu = '', network = '' }) =>
    `${instanceType} ${gpu} ${network}`.toLowerCase().includes(sought) !== isBarred;
}

/** Adds a term to a query, or takes it out when it is there: what a chip does. */
export function toggleTerm(query: string, term: string): string {
  const terms = query.split(/\s+/).filter(Boolean);
  return (terms.includes(term) ? terms.filter((one) => one !== term) : [...terms, term]).join(' ');
}
