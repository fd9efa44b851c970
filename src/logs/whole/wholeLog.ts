import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';
import { follow } from '../follow/follower.ts';
import type { FollowSink } from '../follow/followSink.ts';
import type { LogEvent } from '../follow/logSource.ts';
import { type Subject, SubjectGone, type SubjectState } from '../follow/subject.ts';
import { followOptions } from '../tail.ts';
import { openTarget, type TailTarget } from '../tailTarget.ts';
import type { Spool } from './spool/spool.ts';

/** Where following a log is at. */
export type Following =
  | { readonly kind: 'reading' }
  /** All that there was has been read; what comes is added. */
  | { readonly kind: 'following' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The whole log of one job or endpoint, from its first line, on disk; it grows for as long as there comes more. */
export class WholeLog {
  readonly target: TailTarget;
  /** As a sentence starts with it: `Training job penguins-…`. */
  readonly title: string;
  /** Where: `this machine`. */
  readonly place: string;
  readonly spool: Spool;
  /** Settles once all that there was at the beginning can be read, or nothing more will come; never rejects. */
  readonly caughtUp: Promise<void>;
  readonly #listeners = new Set<() => void>();
  readonly #controller = new AbortController();
  readonly #running: Promise<void>;
  #state: SubjectState | undefined;
  #following: Following = { kind: 'reading' };
  #trouble: string | undefined;
  #note: string | undefined;

  constructor(connection: Connection, target: TailTarget, spool: Spool) {
    this.target = target;
    this.spool = spool;
    this.place = connection.label;
    const { subject, source } = openTarget(connection, { ...target, from: 'start' });
    this.title = subject.title;
    const caughtUp = Promise.withResolvers<undefined>();
    this.caughtUp = caughtUp.promise;
    const sink = this.#sink(() => {
      caughtUp.resolve(undefined);
      if (this.#following.kind === 'reading') this.#become({ kind: 'following' });
    });
    const options = followOptions(connection, this.#controller.signal);
    this.#running = follow(
      outliving(subject, () => this.#state !== undefined),
      source,
      sink,
      options,
    )
      .then((state) => {
        this.#state = state;
        if (this.#following.kind !== 'failed') this.#become({ kind: 'ended' });
      })
      .catch((error: unknown) => {
        if (this.#following.kind !== 'failed') this.#become({ kind: 'failed', error });
      })
      .finally(() => caughtUp.resolve(undefined));
  }

  /** SageMaker's word, once it is known. */
  get state(): SubjectState | undefined {
    return this.#state;
  }

  get following(): Following {
    return this.#following;
  }

  /** What does not work for now, in words for people. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** What was said last of the log itself: that its oldest lines are gone, that a stream was deleted. */
  get note(): string | undefined {
    return this.#note;
  }

  /** @returns what ends the listening */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends following and takes the files away. */
  async close(): Promise<void> {
    this.#listeners.clear();
    this.#controller.abort();
    await this.#running;
    await this.spool.remove();
  }

  #sink(caughtUp: () => void): FollowSink {
    return {
      state: (state) => {
        this.#state = state;
        this.#changed();
      },
      lines: (events) => this.#append(events),
      caughtUp: () => {
        this.#trouble = undefined;
        caughtUp();
      },
      trouble: (error) => {
        this.#trouble = explain(error).message;
        this.#changed();
      },
      mode: () => undefined,
      note: (text) => {
        this.#note = text;
        this.#changed();
      },
    };
  }

  async #append(events: readonly LogEvent[]): Promise<void> {
    try {
      await this.spool.append(events);
      this.#changed();
    } catch (error) {
      // The disk is full, say: what was written stays readable, but nothing may be left out behind it.
      this.#become({ kind: 'failed', error });
      this.#controller.abort();
    }
  }

  #become(following: Following): void {
    this.#following = following;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The log of what was deleted is there for as long as CloudWatch keeps it. */
function outliving(subject: Subject, wasSeen: () => boolean): Subject {
  return {
    title: subject.title,
    places: (signal) => subject.places(signal),
    look: async (signal) => {
      try {
        return await subject.look(signal);
      } catch (error) {
        if (!(error instanceof SubjectGone) || wasSeen()) throw error;
        return { status: 'Deleted', arn: '', end: { outcome: 'deleted', facts: [] } };
      }
    },
  };
}
