import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { CallRate } from './callRate.ts';
import { isDenied, isMissing } from './errors.ts';
import { listStreams } from './listStreams.ts';
import { covering, type LogPlace, takes } from './logPlace.ts';

/** How many pages of events are looked through for names, where names cannot be listed. */
const mostPages = 5;
/** Hosts' clocks differ, and lines arrive late: so much is looked through again. Milliseconds. */
const overlap = 300_000;

/** How far events have been looked through for names. */
interface Seen {
  readonly names: Set<string>;
  /** Times in milliseconds since the epoch: where the present walk began, and the last that it met. */
  since: number;
  last: number;
  token: string | undefined;
}

/** Finds the streams of places: by DescribeLogStreams, or where that is not allowed by whose events there are. */
export class StreamNames {
  readonly #client: () => Promise<CloudWatchLogsClient>;
  readonly #rate: CallRate;
  readonly #seen = new Map<string, Seen>();
  #canList = true;

  constructor(client: () => Promise<CloudWatchLogsClient>, rate: CallRate) {
    this.#client = client;
    this.#rate = rate;
  }

  /** @returns what is there now: place and name of each */
  async find(
    places: readonly LogPlace[],
    signal: AbortSignal,
    note: (text: string) => void,
  ): Promise<readonly { place: LogPlace; name: string }[]> {
    const cover = covering(places);
    // One request for all of them where one beginning of their names holds them.
    const asked = cover ? [cover] : places;
    const found: { place: LogPlace; name: string }[] = [];
    for (const { group, prefix } of asked) {
      const names = await this.#names(group, prefix, signal, note);
      for (const name of names) {
        const place = places.find((one) => one.group === group && takes(one, name));
        if (place) found.push({ place, name });
      }
    }
    return found;
  }

  async #names(
    group: string,
    prefix: string,
    signal: AbortSignal,
    note: (text: string) => void,
  ): Promise<readonly string[]> {
    try {
      if (!this.#canList) return await this.#fromEvents(group, prefix, signal);
      const turn = (abort: AbortSignal) => this.#rate.turn(abort);
      return await listStreams(await this.#client(), { group, prefix }, signal, { turn });
    } catch (error) {
      // The group comes with the first job that ever writes.
      if (isMissing(error)) return [];
      if (!this.#canList || !isDenied(error)) throw error;
      this.#canList = false;
      note(
        'logs:DescribeLogStreams is not allowed; streams are found by their lines, with logs:FilterLogEvents.',
      );
      return this.#names(group, prefix, signal, note);
    }
  }

  async #fromEvents(group: string, prefix: string, signal: AbortSignal): Promise<readonly string[]> {
    const { FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.#client();
    const key = `${group}\n${prefix}`;
    const seen: Seen = this.#seen.get(key) ?? { names: new Set(), since: 0, last: 0, token: undefined };
    this.#seen.set(key, seen);
    for (let page = 0; page < mostPages; page++) {
      await this.#rate.turn(signal);
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          ...(prefix !== '' && { logStreamNamePrefix: prefix }),
          ...(seen.since > 0 && { startTime: Math.max(0, seen.since - overlap) }),
          ...(seen.token !== undefined && { nextToken: seen.token }),
        }),
        { abortSignal: signal },
      );
      for (const { logStreamName, timestamp = 0 } of answer.events ?? []) {
        if (logStreamName) seen.names.add(logStreamName);
        seen.last = Math.max(seen.last, timestamp);
      }
      seen.token = answer.nextToken;
      if (seen.token !== undefined) continue;
      seen.since = seen.last;
      break;
    }
    return [...seen.names];
  }
}
