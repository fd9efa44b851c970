import { JobProgress, type Progress, progressText } from '../../analysis/progress/jobProgress.ts';
import { type Totals, totalsOf } from '../../analysis/progress/totals.ts';
import type { LogEvent } from '../follow/logSource.ts';
import type { SubjectState } from '../follow/subject.ts';

/** Rows are drawn anew no more often: each time a hover over the row is closed. Milliseconds. */
export const drawEvery = 5000;

/** What is known of one job's progress, and what has been read of its log for that. */
export class WatchedJob {
  readonly #totals: { epochs: Totals['epochs']; steps: Totals['steps'] } = {
    epochs: undefined,
    steps: undefined,
  };
  readonly #progress = new JobProgress(this.#totals);
  readonly #tell: () => void;
  /** By stream, the time of the last line that was read; milliseconds since the epoch. */
  readonly #read = new Map<string, number>();
  #told: string | undefined;
  #toldAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #isGone = false;
  #ended: SubjectState | undefined;
  /** Open tails that bring its lines: nobody needs to ask for them. */
  feeds = 0;
  /** Who wants to know when it ends, beside what its log tells. */
  watchers = 0;
  /** When it was last asked for, and when it may be again; milliseconds since the epoch. */
  askedAt = 0;
  restUntil = 0;
  asking: Promise<void> | undefined;
  /** Its streams, the one first whose turn it is; and when it is due to look for others, milliseconds since the epoch. */
  streams: readonly { readonly group: string; readonly name: string }[] = [];
  listAt = 0;
  /** What was asked of SageMaker once. */
  described: Promise<void> | undefined;

  /** @param tell is called when something else is to be shown: at once, and then every `drawEvery` at most; its end at once. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Takes the wholes that the job's hyperparameters name. */
  know(hyperparameters: Readonly<Record<string, string>>): void {
    Object.assign(this.#totals, totalsOf(hyperparameters));
    this.look();
  }

  /** Takes lines; those of a time that has been read already are left out. */
  take(events: readonly LogEvent[]): void {
    const before = new Map(this.#read);
    for (const { stream, timestamp, message } of events) {
      if (timestamp <= (before.get(stream) ?? -1)) continue;
      this.#progress.push(stream, message, timestamp);
      this.#read.set(stream, Math.max(timestamp, this.#read.get(stream) ?? 0));
    }
    this.look();
  }

  /** Takes what SageMaker says of it. */
  state(state: SubjectState): void {
    if (!state.end || this.#ended) return;
    this.#ended = state;
    if (!this.#isGone) this.#now(this.text(Date.now()));
  }

  /** Its final state, once it has one. */
  get ended(): SubjectState | undefined {
    return this.#ended;
  }

  lastRead(stream: string): number | undefined {
    return this.#read.get(stream);
  }

  progress(now: number): Progress | undefined {
    return this.#progress.progress(now);
  }

  /** `45 % · 12 min left`; undefined while its log does not tell. */
  text(now: number): string | undefined {
    const progress = this.progress(now);
    return progress && progressText(progress);
  }

  /** Tells when there is something else to show than was told last: the time that is left changes by itself. */
  look(): void {
    if (this.#timer || this.#isGone) return;
    const now = Date.now();
    const text = this.text(now);
    if (text === this.#told) return;
    const wait = this.#toldAt + drawEvery - now;
    if (wait <= 0) this.#now(text);
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.look();
      }, wait);
  }

  /** Tells nothing any more. */
  dispose(): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
  }

  #now(text: string | undefined): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = text;
    this.#toldAt = Date.now();
    this.#tell();
  }
}
