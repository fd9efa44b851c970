import type { InstanceRow } from '../../src/messages/launch.ts';

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

/** What a comparison can ask for, by the words for it. Sizes are GiB, of one GPU where it is a GPU's. */
const quantities: readonly (readonly [RegExp, (row: InstanceRow) => number | undefined])[] = [
  [/^(?:\$|price|cost|usd)$/, (row) => row.usdPerHour],
  [/^(?:gpus|count)$/, (row) => row.gpuCount],
  [/^(?:gpu|gpu ?mem(?:ory)?|vram)$/, (row) => row.gpuMemoryGiB],
  [/^(?:total|total gpu mem(?:ory)?)$/, (row) => row.totalGpuMemoryGiB],
  [/^(?:v?cpus?)$/, (row) => row.vCpu],
  [/^(?:mem(?:ory)?|ram)$/, (row) => row.memoryGiB],
  [/^quota$/, (row) => row.quota],
  [/^used$/, (row) => row.used],
  [/^free$/, freeQuota],
];

const name =
  '\\$|price|cost|usd|gpus|count|total gpu mem(?:ory)?|total|gpu ?mem(?:ory)?|gpu|vram|v?cpus?|mem(?:ory)?|ram|quota|used|free';
const comparison = new RegExp(
  `(?<![\\w.-])(?<before>${name})?\\s*(?<op>>=|<=|≥|≤|>|<|=|\\b(?:under|below|over|above|at least|at most)\\b)\\s*` +
    `(?<dollar>\\$)?\\s*(?<number>\\d+(?:\\.\\d+)?)(?:\\s*(?<unit>\\$|gi?b)(?!\\w))?(?:\\s*(?<after>${name})(?!\\w))?` +
    '(?:\\s*(?:/|per|an)\\s*h(?:our)?)?',
  'g',
);

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
  return [...tests, ...rest.split(/[\s,;]+/).filter(Boolean).map(wordTest)];
}

function compareTest(groups: Readonly<Record<string, string | undefined>>): Test {
  const { before, op = '=', dollar, number, unit, after } = groups;
  const compare = compares[spelled[op] ?? op];
  const asked = dollar || unit === '$' ? '$' : (before ?? after ?? (unit ? 'memory' : '$'));
  const quantity = quantities.find(([words]) => words.test(asked))?.[1];
  const limit = Number(number);
  return (row) => {
    const value = quantity?.(row);
    // An instance without a GPU has no GPU memory, which is known well enough.
    if (value === undefined && row.gpuCount === 0 && /gpu|vram|total/.test(asked)) return false;
    return value === undefined ? undefined : compare?.(value, limit);
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
