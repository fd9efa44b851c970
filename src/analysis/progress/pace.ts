interface Sample {
  readonly time: number;
  readonly fraction: number;
}

const kept = 40;
/** A pause counts for so many times the usual, no more. */
const longestPause = 5;
/** Milliseconds of which less says nothing about the pace. */
const shortest = 2000;
const fewest = 3;

/**
 * How much longer it takes, by the recent pace.
 *
 * Of the last 40 changes of the fraction done, each of `df` in `dt`, let `m` be the median of `dt / df`, weighted by `df`.
 * Then the pace is `Σ min(dt, 5 m df) / Σ df`, and the time left `pace (1 − f) − (now − time of f)`, at least 0: regular
 * pauses such as validations count, a single long one hardly does. When nothing has changed for ten times as long as
 * changes usually take (and for a minute), it stands still and no time is told.
 */
export class Pace {
  #samples: Sample[] = [];

  /** @param time milliseconds since the epoch; @param fraction 0 to 1 */
  add(time: number, fraction: number): void {
    const last = this.#samples.at(-1);
    if (last && (fraction <= last.fraction || time < last.time)) return;
    this.#samples.push({ time, fraction });
    if (this.#samples.length > kept) this.#samples.shift();
  }

  /** The work has gone back: what was before no longer counts. */
  restart(): void {
    this.#samples = [];
  }

  /** Milliseconds left; undefined when there is too little to tell. */
  left(now: number): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || this.#samples.length < fewest || last.time - first.time < shortest)
      return undefined;
    const changes = this.#samples.slice(1).map((sample, n) => {
      const before = this.#samples[n] ?? sample;
      return { dt: sample.time - before.time, df: sample.fraction - before.fraction };
    });
    const usual = median(changes);
    const sum = changes.reduce((total, { dt, df }) => total + Math.min(dt, longestPause * usual * df), 0);
    const pace = sum / (last.fraction - first.fraction);
    const since = Math.max(0, now - last.time);
    const interval = (last.time - first.time) / changes.length;
    if (since > Math.max(60_000, 10 * interval)) return undefined;
    return Math.max(0, pace * (1 - last.fraction) - since);
  }
}

/** The median of `dt / df`, weighted by `df`. */
function median(changes: readonly { readonly dt: number; readonly df: number }[]): number {
  const sorted = changes.map(({ dt, df }) => ({ pace: dt / df, df })).sort((a, b) => a.pace - b.pace);
  const half = sorted.reduce((sum, { df }) => sum + df, 0) / 2;
  let sum = 0;
  for (const { pace, df } of sorted) {
    sum += df;
    if (sum >= half) return pace;
  }
  return 0;
}
