import type { Direction } from '../../src/analysis/metrics/best.ts';
import type { ChartAxis } from '../charts/chartLine.ts';

/** How the page is looked at; kept over a reload. */
export interface View {
  readonly x: 'step' | 'elapsed' | 'clock';
  /** 0 to 0.99. */
  readonly smoothing: number;
  /** Keys of charts with a logarithmic axis. */
  readonly log: readonly string[];
  /** Keys of charts whose table is open. */
  readonly tables: readonly string[];
  /** What the person chose to mark, by the chart's key; the others go by their names. */
  readonly best: Readonly<Record<string, Direction | 'none'>>;
  /** Ids of lines that are not drawn. */
  readonly hidden: readonly string[];
  /** What a chart's name must contain. */
  readonly filter: string;
}

export type AxisKind = ChartAxis['kind'];

const initial: View = { x: 'step', smoothing: 0, log: [], tables: [], best: {}, hidden: [], filter: '' };

/** How the page was looked at the last time; what of it is not there or not of its kind begins anew. */
export function viewOf(kept: unknown): View {
  if (typeof kept !== 'object' || kept === null) return initial;
  const { x, smoothing, log, tables, best, hidden, filter } = kept as Readonly<Record<string, unknown>>;
  return {
    x: x === 'elapsed' || x === 'clock' ? x : 'step',
    smoothing: typeof smoothing === 'number' && smoothing >= 0 && smoothing < 1 ? smoothing : 0,
    log: texts(log),
    tables: texts(tables),
    best: bestOf(best),
    hidden: texts(hidden),
    filter: typeof filter === 'string' ? filter : '',
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function bestOf(value: unknown): View['best'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, Direction | 'none'] =>
        entry[1] === 'lowest' || entry[1] === 'highest' || entry[1] === 'none',
    ),
  );
}
