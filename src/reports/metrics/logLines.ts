import type { MetricClients } from './metricClients.ts';
import type { Line } from './observations.ts';

/** Pages of GetLogEvents hold up to 1 MB or 10,000 events. */
const pagesAtOnce = 10;
const pagesInAll = 100;
const mostStreams = 16;

/** What has come of one stream. */
export interface StreamLines {
  readonly stream: string;
  readonly lines: readonly Line[];
}

/** Reads a job's log streams from their beginnings, a piece at a time. */
export class LogLines {
  /** All that there was has been read at least once. */
  caughtUp = false;
  /** The log is longer than is read for its metrics: 100 MB. */
  tooLong = false;
  readonly #clients: Pick<MetricClients, 'logs'>;
  readonly #group: string;
  readonly #prefix: string;
  readonly #tokens = new Map<string, string | undefined>();
  #pages = 0;

  constructor(clients: Pick<MetricClients, 'logs'>, group: string, prefix: string) {
    this.#clients = clients;
    this.#group = group;
    this.#prefix = prefix;
  }

  /** What has come, in part when that is much. @throws what CloudWatch Logs answers, unless there is no log */
  async read(signal: AbortSignal): Promise<StreamLines[]> {
    if (this.tooLong) return [];
    await this.#findStreams(signal);
    const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.#clients.logs();
    const found: StreamLines[] = [];
    // Taken over once all is read: of what fails in between, nothing is lost.
    const reached = new Map<string, string | undefined>();
    let [isAll, pages] = [true, 0];
    for (const [stream, known] of this.#tokens) {
      let token = known;
      for (;;) {
        if (pages >= pagesAtOnce) {
          isAll = false;
          break;
        }
        const { events = [], nextForwardToken } = await client.send(
          new GetLogEventsCommand({
            logGroupName: this.#group,
            logStreamName: stream,
            startFromHead: true,
            ...(token !== undefined && { nextToken: token }),
          }),
          { abortSignal: signal },
        );
        if (events.length > 0) {
          pages++;
          const lines = events.map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
          found.push({ stream, lines });
        }
        const isEnd = nextForwardToken === undefined || nextForwardToken === token;
        token = nextForwardToken ?? token;
        reached.set(stream, token);
        if (isEnd) break;
      }
    }
    for (const [stream, token] of reached) this.#tokens.set(stream, token);
    this.#pages += pages;
    this.caughtUp ||= isAll && this.#tokens.size > 0;
    this.tooLong = !this.caughtUp && this.#pages > pagesInAll;
    return found;
  }

  /** A job's hosts come one after the other; once something was read, seldom another. */
  async #findStreams(signal: AbortSignal): Promise<void> {
    const { DescribeLogStreamsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.#clients.logs();
    try {
      const { logStreams = [] } = await client.send(
        new DescribeLogStreamsCommand({
          logGroupName: this.#group,
          logStreamNamePrefix: this.#prefix,
          limit: mostStreams,
        }),
        { abortSignal: signal },
      );
      for (const { logStreamName: name } of logStreams)
        if (name !== undefined && !this.#tokens.has(name)) this.#tokens.set(name, undefined);
    } catch (error) {
      // The group comes with the first job that ever writes.
      if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
    }
  }
}
