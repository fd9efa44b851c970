import { progressDetail } from '../../analysis/progress/jobProgress.ts';
import { words } from '../../catalog/status.ts';
import { type ReportStep, withProgress } from '../../platform/progress.ts';
import type { TailTarget } from '../tailTarget.ts';
import type { WatchedProgress } from './progressWatch.ts';

/** How far one job is, in a notification; first only kept in mind. */
export class ProgressNotice {
  readonly target: TailTarget;
  readonly watched: WatchedProgress;
  readonly #over = Promise.withResolvers<undefined>();
  #isShown = false;
  #report: ReportStep | undefined;
  /** Of a hundred. VS Code adds up what it is told. */
  #reported = 0;
  #text: string | undefined;
  #end: NodeJS.Timeout | undefined;

  constructor(target: TailTarget, watched: WatchedProgress) {
    this.target = target;
    this.watched = watched;
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** @param hidden the person has put it away */
  open(hidden: () => void): void {
    // At once: VS Code begins the act a moment later, and another notification would come meanwhile.
    this.#isShown = true;
    // Its button says "Cancel": of the following, not of the job.
    void withProgress(`Following ${this.target.name}`, (report, signal) => {
      this.#report = report;
      if (signal.aborted) hidden();
      signal.addEventListener('abort', hidden, { once: true });
      this.update();
      return this.#over.promise;
    });
  }

  /** Shows what is known now. */
  update(): void {
    const { progress, ended } = this.watched;
    const text = ended ? words(ended.status) : progress && progressDetail(progress);
    if (!this.#report || text === undefined || text === this.#text) return;
    this.#text = text;
    const done = ended?.end?.outcome === 'completed' ? 100 : (progress?.fraction ?? 0) * 100;
    // A bar that has come too far waits: it cannot go back, and its words say what is true.
    const increment = Math.max(0, done - this.#reported);
    this.#reported += increment;
    this.#report(text, increment);
  }

  /** Calls back in a while, once. @param milliseconds */
  endIn(milliseconds: number, over: () => void): void {
    this.#end ??= setTimeout(over, milliseconds);
  }

  close(): void {
    clearTimeout(this.#end);
    this.watched.end();
    this.#over.resolve(undefined);
  }
}
