import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { covering, type LogPlace } from './logPlace.ts';
import type { TailClosed, TailNews } from './logSource.ts';
import type { Clock } from './pause.ts';

/** The service sends an update every second, also when there is nothing: after so long a silence the line is dead. */
const longestSilence = 20_000;
/** StartLiveTail takes so many prefixes. */
const mostPrefixes = 10;

/** A live tail that ended before its time, or has said nothing for too long: the network is gone, or the machine has slept. */
class TailCut extends Error {
  override readonly name = 'TailCut';
}

/** What StartLiveTail is asked for these places; undefined where one session cannot watch them all. */
export function tailInput(places: readonly LogPlace[], groupArn: (group: string) => string) {
  const [first] = places;
  if (!first) return undefined;
  const alone = places.every(({ group }) => group === first.group) && places.length <= mostPrefixes;
  const cover = covering(places);
  const prefixes = cover ? [cover.prefix] : alone ? places.map(({ prefix }) => prefix) : undefined;
  if (!prefixes) return undefined;
  return {
    logGroupIdentifiers: [groupArn(first.group)],
    ...(prefixes.every((prefix) => prefix !== '') && { logStreamNamePrefixes: prefixes }),
  };
}

/**
 * Holds one session of StartLiveTail until the signal aborts, the service ends it, or it only samples.
 * @throws what the service answers, and `TailCut`
 */
export async function liveTail(
  client: CloudWatchLogsClient,
  input: NonNullable<ReturnType<typeof tailInput>>,
  heard: TailNews,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<TailClosed> {
  const { StartLiveTailCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const ending = new AbortController();
  const silence = new SilenceGuard(clock, ending);
  const abortSignal = AbortSignal.any([signal, ending.signal]);
  try {
    const { responseStream } = await client.send(new StartLiveTailCommand(input), { abortSignal });
    for await (const event of responseStream ?? []) {
      silence.broken();
      if (event.sessionStart) heard.opened();
      if (event.SessionTimeoutException) return 'timeout';
      if (event.SessionStreamingException) throw event.SessionStreamingException;
      const results = event.sessionUpdate?.sessionResults ?? [];
      if (results.length > 0)
        heard.news(new Set(results.flatMap(({ logStreamName }) => logStreamName ?? [])));
      if (event.sessionUpdate?.sessionMetadata?.sampled === true) return 'sampled';
    }
    throw new TailCut('The live tail was closed.');
  } catch (error) {
    throw silence.tooLong ? new TailCut('The live tail has gone silent.', { cause: error }) : error;
  } finally {
    silence.end();
    ending.abort();
  }
}

/** Ends a session that says nothing any more. */
class SilenceGuard {
  tooLong = false;
  readonly #clock: Clock;
  readonly #over = new AbortController();
  readonly #session: AbortController;
  #last: number;

  constructor(clock: Clock, session: AbortController) {
    this.#clock = clock;
    this.#session = session;
    this.#last = clock.now();
    this.#watch().catch(() => undefined);
  }

  broken(): void {
    this.#last = this.#clock.now();
  }

  end(): void {
    this.#over.abort();
  }

  /** Rejects when it is ended. */
  async #watch(): Promise<void> {
    for (;;) {
      const left = this.#last + longestSilence - this.#clock.now();
      if (left <= 0) break;
      await this.#clock.sleep(left, this.#over.signal);
    }
    this.tooLong = true;
    this.#session.abort();
  }
}
