import { objects, text, type Json, type JsonObject } from '../../json.ts';
import { partsAt, type Scalar, valuesAt } from './values.ts';

const STATISTICS = ['Min', 'Max', 'Avg', 'Last', 'Count', 'StdDev'];

/** One resource that a search looks at. What costs something to find out is asked for only when it is needed. */
export class Candidate {
  readonly id: string;
  /** Epoch seconds. */
  readonly modified: number;
  readonly #document: JsonObject;
  readonly #lazy: Readonly<Record<string, () => Json | undefined>>;

  constructor(
    id: string,
    modified: number,
    document: JsonObject,
    lazy: Readonly<Record<string, () => Json | undefined>>,
  ) {
    this.id = id;
    this.modified = modified;
    this.#document = document;
    this.#lazy = lazy;
  }

  member(name: string): Json | undefined {
    return this.#document[name] ?? this.#lazy[name]?.();
  }

  /** The comparable values of a property. */
  values(path: readonly string[]): Scalar[] {
    const [root = '', ...rest] = path;
    if (rest.length > 0 && root === 'Metrics') return this.#metric(rest);
    if (root === 'Metrics') return [...this.metrics().keys()];
    return valuesAt(this.member(root), rest);
  }

  /** Whether there is anything at a path. */
  has(path: readonly string[]): boolean {
    const [root = '', ...rest] = path;
    return this.values(path).length > 0 || partsAt(this.member(root), rest).length > 0;
  }

  /** The items of the lists at a path. */
  items(path: readonly string[]): Json[] {
    const [root = '', ...rest] = path;
    return partsAt(this.member(root), rest).flat();
  }

  /** All of it, as the search answers it. */
  whole(): JsonObject {
    const lazy = Object.entries(this.#lazy).map(([name, find]) => [name, find()] as const);
    return { ...Object.fromEntries(lazy), ...this.#document };
  }

  /** By name: a training job's final metrics, a trial component's summaries. */
  metrics(): Map<string, JsonObject> {
    const lists = ['FinalMetricDataList', 'Metrics'].map((member) => this.member(member));
    const all = lists.flatMap((list) => objects({ list: list ?? [] }, 'list'));
    return new Map(all.map((metric) => [text(metric, 'MetricName') ?? '', metric]));
  }

  /** `accuracy`, or `accuracy.max` of a summary. */
  #metric(path: readonly string[]): Scalar[] {
    const metrics = this.metrics();
    const plain = metrics.get(path.join('.'));
    if (plain) return valuesAt(plain['Value'] ?? plain['Last'], []);
    const statistic = STATISTICS.find((name) => name.toLowerCase() === path.at(-1)?.toLowerCase());
    const summary = metrics.get(path.slice(0, -1).join('.'));
    return statistic === undefined ? [] : valuesAt(summary?.[statistic], []);
  }
}
