import { isDenied, isThrottled } from './errors.ts';
import type { LogSource } from './logSource.ts';
import type { Clock } from './pause.ts';

export type FollowMode = 'live' | 'polling';

export interface LiveWatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Something may be new in these streams, in any when undefined. */
  onNews(streams: ReadonlySet<string> | undefined): void;
  onMode(mode: FollowMode, why: string | undefined): void;
}

/** Milliseconds. */
const retry = { first: 2_000, most: 60_000, throttled: 60_000 };
/** A flood is over when for so long no more lines a second came than a live tail can bring. */
const calm = { span: 10_000, perSecond: 200 };

/**
 * Keeps a live tail open for as long as there is something to watch, and says when it has to do without: tells news only,
 * so that its failures cost nothing but time.
 */
export class LiveWatch {
  readonly #source: LogSource;
  readonly #options: LiveWatchOptions;
  #mode: FollowMode | undefined;
  #session = new AbortController();
  #wanted = Promise.withResolvers<undefined>();
  #counted = { since: 0, lines: 0 };
  #calmed: (() => void) | undefined;

  constructor(source: LogSource, options: LiveWatchOptions) {
    this.#source = source;
    this.#options = options;
    this.#run().catch(() => undefined);
  }

  /** Whether news are heard of; else they must be asked for. */
  get isLive(): boolean {
    return this.#mode === 'live';
  }

  /** There are streams to watch now: a live tail of a group that does not exist is refused. */
  start(): void {
    this.#wanted.resolve(undefined);
  }

  /** The session that runs is not to be trusted any more, as after a sleep: another one is opened. */
  restart(): void {
    this.#session.abort();
  }

  /** So many lines have come since the last call. */
  count(lines: number, now: number): void {
    const counted = this.#counted;
    counted.lines += lines;
    if (now - counted.since < calm.span) return;
    if ((counted.lines * 1000) / (now - counted.since) <= calm.perSecond) this.#calmed?.();
    this.#counted = { since: now, lines: 0 };
  }

  async #run(): Promise<void> {
    const { clock, signal } = this.#options;
    if (!this.#source.watch) {
      this.#say('polling', undefined);
      return;
    }
    await Promise.race([this.#wanted.promise, aborted(signal)]);
    for (let wait = retry.first; ; wait = Math.min(retry.most, wait * 2)) {
      signal.throwIfAborted();
      const session = new AbortController();
      this.#session = session;
      try {
        const closed = await this.#watch(AbortSignal.any([signal, session.signal]));
        wait = retry.first;
        // Another one is opened at once, of all that there is now.
        if (closed === 'moved') continue;
        if (closed === 'sampled') await this.#calm();
        else if (closed === 'timeout')
          this.#say('polling', 'the live tail has reached its three hours; another is opened');
        else {
          this.#say('polling', closed === 'off' ? 'live tails are off' : undefined);
          return;
        }
      } catch (error) {
        if (signal.aborted) throw error;
        if (session.signal.aborted) continue;
        if (this.isLive) wait = retry.first;
        this.#say('polling', reasonOf(error));
        if (isDenied(error)) return;
        await clock.sleep(isThrottled(error) ? retry.throttled : wait, signal);
      }
    }
  }

  #watch(signal: AbortSignal) {
    return this.#source.watch?.(
      {
        opened: () => {
          this.#say('live', undefined);
          // What came before the session began was not heard of.
          this.#options.onNews(undefined);
        },
        news: (streams) => this.#options.onNews(streams),
      },
      signal,
    );
  }

  async #calm(): Promise<void> {
    this.#say('polling', 'more than 500 lines a second, of which a live tail brings a sample only');
    this.#options.onNews(undefined);
    const calmed = Promise.withResolvers<undefined>();
    this.#calmed = () => calmed.resolve(undefined);
    await Promise.race([calmed.promise, aborted(this.#options.signal)]);
    this.#calmed = undefined;
  }

  #say(mode: FollowMode, why: string | undefined): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#options.onMode(mode, why);
  }
}

function reasonOf(error: unknown): string {
  if (isDenied(error)) return 'no permission for logs:StartLiveTail';
  return isThrottled(error) ? 'the account has too many live tails open' : 'the live tail was cut';
}

/** Rejects when the signal aborts. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
