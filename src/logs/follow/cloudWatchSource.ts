import type {
  GetLogEventsCommandInput,
  GetLogEventsCommandOutput,
  OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Connection } from '../../connection/connection.ts';
import { CallRate } from './callRate.ts';
import { answered } from './deadline.ts';
import { isMissing, isThrottled } from './errors.ts';
import { liveTail, tailInput } from './liveTail.ts';
import type { LogPlace } from './logPlace.ts';
import type { LogEvent, LogPage, LogSource, TailClosed, TailNews } from './logSource.ts';
import { realClock } from './pause.ts';
import { StreamNames } from './streamNames.ts';

export interface CloudWatchOptions {
  /** Where the lines are, asked for again and again. */
  places(signal: AbortSignal): Promise<readonly LogPlace[]>;
  /** Where to begin: a time in milliseconds since the epoch, or the last so many lines of each stream. */
  readonly from?: { readonly time: number } | { readonly last: number };
  /** Calls a second of GetLogEvents and of what finds streams. */
  readonly rates: { readonly pages: number; readonly streams: number };
  /** Whether live tails may be used: AWS bills them by the minute. */
  live(): boolean;
}

/** A page holds 10,000 events at most, and with many streams less: a page of each is held in memory. */
const largestPage = 10_000;
const smallestPage = 200;
const heldEvents = 200_000;

/** The log streams of a job or endpoint in CloudWatch Logs. */
export class CloudWatchSource implements LogSource {
  readonly #connection: Connection;
  readonly #options: CloudWatchOptions;
  readonly #rate: CallRate;
  readonly #names: StreamNames;
  #places: readonly LogPlace[] = [];
  /** The live tail that is open: what it watches, and how it is ended. */
  #watching: { readonly places: string; readonly moved: AbortController } | undefined;
  readonly #groups = new Map<string, string>();

  constructor(connection: Connection, options: CloudWatchOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#rate = new CallRate(realClock, options.rates.pages);
    this.#names = new StreamNames(() => connection.logs(), new CallRate(realClock, options.rates.streams));
  }

  get callsPerSecond(): number {
    return this.#rate.perSecond;
  }

  async streams(
    signal: AbortSignal,
    note: (text: string) => void = () => undefined,
  ): Promise<readonly string[]> {
    this.#places = await this.#options.places(signal);
    if (this.#watching && this.#watching.places !== watched(this.#places)) this.#watching.moved.abort();
    const found = await this.#names.find(this.#places, signal, note);
    // Two jobs of different kinds may share a name; their streams end in different times.
    for (const { place, name } of found) if (!this.#groups.has(name)) this.#groups.set(name, place.group);
    return [...new Set(found.map(({ name }) => name))];
  }

  async page(stream: string, token: string | undefined, signal: AbortSignal): Promise<LogPage> {
    const { from } = this.#options;
    if (token === undefined && from !== undefined && 'last' in from)
      return this.#last(stream, from.last, signal);
    const { events, nextForwardToken } = await this.#get(this.#pageInput(stream, token), signal);
    return { events: eventsOf(stream, events), nextToken: nextForwardToken ?? token ?? '' };
  }

  /** The last so many lines of a stream as one page, however many the service gives at once. */
  async #last(stream: string, count: number, signal: AbortSignal): Promise<LogPage> {
    const pages: (readonly LogEvent[])[] = [];
    let missing = count;
    let forward: string | undefined;
    let backward: string | undefined;
    while (missing > 0) {
      const answer = await this.#get(
        {
          ...this.#named(stream),
          startFromHead: false,
          limit: Math.min(largestPage, missing),
          ...(backward !== undefined && { nextToken: backward }),
        },
        signal,
      );
      forward ??= answer.nextForwardToken;
      const events = eventsOf(stream, answer.events);
      pages.unshift(events);
      missing -= events.length;
      // The token that was asked with says that there is no more before it.
      if (answer.nextBackwardToken === undefined || answer.nextBackwardToken === backward) break;
      backward = answer.nextBackwardToken;
    }
    return { events: pages.flat(), nextToken: forward ?? '' };
  }

  async lastTime(stream: string, signal: AbortSignal): Promise<number | undefined> {
    const { events = [] } = await this.#get(
      { ...this.#named(stream), startFromHead: false, limit: 1 },
      signal,
    );
    return events.at(-1)?.timestamp;
  }

  async #get(input: GetLogEventsCommandInput, signal: AbortSignal): Promise<GetLogEventsCommandOutput> {
    const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.#connection.logs();
    await this.#rate.turn(signal);
    try {
      const command = new GetLogEventsCommand(input);
      const answer = await answered(signal, (abortSignal) => client.send(command, { abortSignal }));
      this.#rate.served();
      return answer;
    } catch (error) {
      if (isThrottled(error)) this.#rate.refused();
      throw error;
    }
  }

  /** A live tail, used only to hear that there is something: what there is, and in which order, the tokens say. */
  async watch(heard: TailNews, signal: AbortSignal): Promise<TailClosed | undefined> {
    if (!this.#options.live()) return 'off';
    const { region, partition } = this.#connection;
    const account = await this.#connection.accountId();
    const arn = (group: string): string => `arn:${partition}:logs:${region}:${account}:log-group:${group}`;
    const input = tailInput(this.#places, arn);
    if (!input) return undefined;
    const moved = new AbortController();
    this.#watching = { places: watched(this.#places), moved };
    try {
      const both = AbortSignal.any([signal, moved.signal]);
      return await liveTail(await this.#connection.logs(), input, heard, { clock: realClock, signal: both });
    } catch (error) {
      if (!moved.signal.aborted || signal.aborted) throw error;
      return 'moved';
    } finally {
      this.#watching = undefined;
    }
  }

  async retention(signal: AbortSignal): Promise<number | undefined> {
    const group = this.#places[0]?.group;
    const { from } = this.#options;
    // Only whoever wants what is gone misses it.
    if (group === undefined || (from && 'last' in from)) return undefined;
    const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.#connection.logs();
    try {
      const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: group });
      const { logGroups = [] } = await client.send(command, { abortSignal: signal });
      const days = logGroups.find(({ logGroupName }) => logGroupName === group)?.retentionInDays;
      const keeps = days === undefined || (from && from.time >= realClock.now() - days * 86_400_000);
      return keeps === true ? undefined : days;
    } catch (error) {
      if (signal.aborted || !isMissing(error)) throw error;
      return undefined;
    }
  }

  #named(stream: string) {
    return { logGroupName: this.#groups.get(stream) ?? this.#places[0]?.group, logStreamName: stream };
  }

  #pageInput(stream: string, token: string | undefined): GetLogEventsCommandInput {
    const { from } = this.#options;
    const limit = Math.floor(heldEvents / Math.max(1, this.#groups.size));
    return {
      ...this.#named(stream),
      // A token that leads forward wants this too, also when it was had by reading backward.
      startFromHead: true,
      limit: Math.min(largestPage, Math.max(smallestPage, limit)),
      ...(token !== undefined && { nextToken: token }),
      ...(from !== undefined && 'time' in from && { startTime: from.time }),
    };
  }
}

function eventsOf(stream: string, events: readonly OutputLogEvent[] = []): readonly LogEvent[] {
  return events.map(({ timestamp = 0, message = '' }) => ({ stream, timestamp, message }));
}

/** What a live tail of these places is asked for, to be compared. */
function watched(places: readonly LogPlace[]): string {
  return JSON.stringify(tailInput(places, (group) => group) ?? null);
}
