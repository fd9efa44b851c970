import { type Predicate } from './expression.ts';

/** A filter pattern, read. */
export interface EventPattern {
  readonly holds: Predicate<string>;
  /** What it names in a message for which it holds, as TestMetricFilter answers it: `$.latency`, `$size`, `$3`. */
  readonly extract: (message: string) => Readonly<Record<string, string>>;
}
