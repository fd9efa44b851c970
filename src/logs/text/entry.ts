import type { Level } from './level.ts';
import type { Bar } from './progress.ts';

/** One line of a tail, safe for a terminal. */
export interface Entry {
  /** `log` is a line of what is followed; `own` one of the tail itself; `header` its first. */
  readonly kind: 'log' | 'own' | 'header';
  /** Empty for the tail's own. */
  readonly stream: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** With colours, which end with it. */
  readonly text: string;
  readonly level: Level;
  /** It rewrites a line before it. */
  readonly bar: Bar | undefined;
}

/** A line that the tail itself says. */
export function ownEntry(text: string, timestamp: number, kind: 'own' | 'header' = 'own'): Entry {
  return { kind, stream: '', timestamp, text, level: 'none', bar: undefined };
}
