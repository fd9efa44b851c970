import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Connection } from '../../connection/connection.ts';
import { isNamed } from './errors.ts';
import type { LogPage, LogSource } from './logSource.ts';
import { realClock } from './pause.ts';

export interface CloudWatchPlace {
  readonly group: string;
  /** Only streams that begin with it: `<job>/`. All when it is empty. */
  readonly prefix: string;
  /** Lines before this are left out: milliseconds since the epoch. */
  readonly since?: number;
}

/** Asking again for what a group had moments ago wastes calls, of which AWS allows few a second. */
const streamsAge = 5_000;

/** The log streams of a job or endpoint in CloudWatch Logs. */
export class CloudWatchSource implements LogSource {
  readonly #connection: Connection;
  readonly #place: CloudWatchPlace;
  #known: { at: number; names: readonly string[] } | undefined;

  constructor(connection: Connection, place: CloudWatchPlace) {
    this.#connection = connection;
    this.#place = place;
  }

  async streams(signal: AbortSignal): Promise<readonly string[]> {
    const fresh = this.#known && this.#known.names.length > 0 && Date.now() - this.#known.at < streamsAge;
    if (this.#known && fresh) return this.#known.names;
    const names = await this.#list(await this.#connection.logs(), signal);
    this.#known = { at: Date.now(), names };
    return names;
  }

  async page(stream: string, token: string | undefined, signal: AbortSignal): Promise<LogPage> {
    const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.#connection.logs();
    const { events = [], nextForwardToken } = await client.send(
      new GetLogEventsCommand({
        logGroupName: this.#place.group,
        logStreamName: stream,
        startFromHead: true,
        ...(token !== undefined && { nextToken: token }),
        ...(this.#place.since !== undefined && { startTime: this.#place.since }),
      }),
      { abortSignal: signal },
    );
    return {
      events: events.map(({ timestamp = 0, message = '' }) => ({ timestamp, message })),
      nextToken: nextForwardToken ?? token ?? '',
    };
  }

  /** A live tail, used only to hear that there is something: what there is, and in which order, the tokens say. */
  async watch(onNews: () => void, signal: AbortSignal): Promise<void> {
    // AWS bills live tails by the minute; asking now and then is free.
    if (this.#connection.billed) return;
    const { StartLiveTailCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const { group, prefix } = this.#place;
    const account = await this.#connection.accountId();
    while (!signal.aborted) {
      // The tail takes streams by name only when there are some; before that the group itself may be missing.
      if ((await this.streams(signal)).length === 0) {
        await realClock.sleep(200, signal);
        continue;
      }
      const client = await this.#connection.logs();
      const { responseStream } = await client.send(
        new StartLiveTailCommand({
          logGroupIdentifiers: [`arn:aws:logs:${this.#connection.region}:${account}:log-group:${group}`],
          ...(prefix !== '' && { logStreamNamePrefixes: [prefix] }),
        }),
        { abortSignal: signal },
      );
      for await (const event of responseStream ?? []) {
        if (event.sessionUpdate?.sessionResults?.length) onNews();
        if (event.SessionTimeoutException || event.SessionStreamingException) break;
      }
      await realClock.sleep(1000, signal);
    }
  }

  async #list(client: CloudWatchLogsClient, signal: AbortSignal): Promise<string[]> {
    const { DescribeLogStreamsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const names: string[] = [];
    let nextToken: string | undefined;
    try {
      do {
        const page = await client.send(
          new DescribeLogStreamsCommand({
            logGroupName: this.#place.group,
            ...(this.#place.prefix !== '' && { logStreamNamePrefix: this.#place.prefix }),
            ...(nextToken !== undefined && { nextToken }),
          }),
          { abortSignal: signal },
        );
        names.push(...(page.logStreams ?? []).flatMap(({ logStreamName }) => logStreamName ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
    } catch (error) {
      // The group comes with the first job that ever writes.
      if (!isNamed(error, 'ResourceNotFoundException')) throw error;
    }
    return names;
  }
}
