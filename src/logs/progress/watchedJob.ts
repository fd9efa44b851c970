import { JobProgress, progressText } from '../../analysis/progress/jobProgress.ts';
import { type Totals, totalsOf } from '../../analysis/progress/totals.ts';
import type { LogEvent } from '../follow/logSource.ts';

/** What is known of one job's progress, and what has been read of its log for that. */
export class WatchedJob {
  readonly #totals: { epochs: Totals['epochs']; steps: Totals['steps'] } = {
    epochs: undefined,
    steps: undefined,
  };
  readonly #progress = new JobProgress(this.#totals);
  /** By stream, the time of the last line that was read; milliseconds since the epoch. */
  readonly #read = new Map<string, number>();
  /** Open tails that bring its lines: nobody needs to ask for them. */
  feeds = 0;
  /** When it was last asked for, and when it may be again; milliseconds since the epoch. */
  askedAt = 0;
  restUntil = 0;
  isAsking = false;
  /** Its streams, and whose turn it is. */
  streams: readonly { readonly group: string; readonly name: string }[] = [];
  turn = 0;
  /** What was asked of SageMaker once. */
  described: Promise<void> | undefined;

  /** Takes the wholes that the job's hyperparameters name. */
  know(hyperparameters: Readonly<Record<string, string>>): void {
    Object.assign(this.#totals, totalsOf(hyperparameters));
  }

  /** Takes lines; those of a time that has been read already are left out. */
  take(events: readonly LogEvent[]): void {
    const before = new Map(this.#read);
    for (const { stream, timestamp, message } of events) {
      if (timestamp <= (before.get(stream) ?? -1)) continue;
      this.#progress.push(stream, message, timestamp);
      this.#read.set(stream, Math.max(timestamp, this.#read.get(stream) ?? 0));
    }
  }

  lastRead(stream: string): number | undefined {
    return this.#read.get(stream);
  }

  /** `45 % · 12 min left`; undefined while its log does not tell. */
  text(now: number): string | undefined {
    const progress = this.#progress.progress(now);
    return progress && progressText(progress);
  }
}
