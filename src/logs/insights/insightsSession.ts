import type { Connection } from '../../connection/connection.ts';
import type {
  InsightsAnswer,
  InsightsMinutes,
  InsightsPlace,
  InsightsStatistics,
} from '../../messages/insights.ts';
import { formatBytes } from '../../analysis/text/bytes.ts';
import { isMissing } from '../follow/errors.ts';
import type { LogPlace } from '../follow/logPlace.ts';
import { ResourceSubject } from '../follow/resourceSubject.ts';
import type { TailTarget } from '../tailTarget.ts';
import type { QueryHistory } from './queryHistory.ts';
import { runQuery } from './runQuery.ts';
import { samples } from './samples.ts';
import { scopedQuery } from './scopedQuery.ts';
import { confirm } from '../../platform/say.ts';

/** Bytes of log groups above which a query that costs is asked about: CloudWatch bills what a query scans. */
const askAbove = 5e9;
const minute = 60_000;
/** A line may be of just before its job was created: clocks differ. */
const slack = 5 * minute;

/** Queries over the streams of one job or endpoint. One runs at a time. */
export class InsightsSession {
  readonly target: TailTarget;
  readonly title: string;
  readonly connection: Connection;
  readonly #subject: ResourceSubject;
  readonly #history: QueryHistory;
  #controller: AbortController | undefined;
  /** The question about the cost was answered with yes. */
  #costKnown = false;
  /** Hears how far a query has come. */
  onStatistics: (statistics: InsightsStatistics) => void = () => undefined;

  constructor(connection: Connection, target: TailTarget, history: QueryHistory) {
    this.connection = connection;
    this.target = target;
    this.#subject = new ResourceSubject(connection, target);
    this.title = this.#subject.title;
    this.#history = history;
  }

  /** @throws SubjectGone */
  async load(): Promise<InsightsPlace> {
    const { places } = await this.#look(new AbortController().signal);
    const { label: place, billed } = this.connection;
    const { title } = this;
    const history = this.#history.texts;
    const [first] = samples;
    return { title, place, billed, scope: scopeOf(places), samples, history, text: first?.text ?? '' };
  }

  /** Runs a query, after the one before it has been stopped. @param minutes undefined: since it was created */
  async run(text: string, minutes: InsightsMinutes): Promise<InsightsAnswer> {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const { places, created } = await this.#look(controller.signal);
      const groups = [...new Set(places.map(({ group }) => group))];
      if (!(await this.#mayCost(groups, controller.signal))) return { kind: 'givenUp' };
      const now = Date.now();
      const from = minutes === undefined ? Math.max(0, (created ?? slack) - slack) : now - minutes * minute;
      const query = scopedQuery(places, text);
      await this.#history.add(text);
      const heard = (statistics: InsightsStatistics): void => this.onStatistics(statistics);
      return await runQuery(this.connection, { query, groups, from, to: now, heard }, controller.signal);
    } finally {
      if (this.#controller === controller) this.#controller = undefined;
    }
  }

  cancel(): void {
    this.#controller?.abort();
  }

  /** All fields of an event by its pointer. */
  async record(pointer: string): Promise<Readonly<Record<string, string>>> {
    const { GetLogRecordCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.connection.logs();
    const { logRecord = {} } = await client.send(new GetLogRecordCommand({ logRecordPointer: pointer }));
    return logRecord;
  }

  async #look(signal: AbortSignal): Promise<{ places: readonly LogPlace[]; created: number | undefined }> {
    const { created } = await this.#subject.look(signal);
    return { places: await this.#subject.places(signal), created };
  }

  /** Asks before a query over much, once; what groups hold is the most that it can scan. */
  async #mayCost(groups: readonly string[], signal: AbortSignal): Promise<boolean> {
    if (!this.connection.billed || this.#costKnown) return true;
    const bytes = await this.#storedBytes(groups, signal);
    if (bytes < askAbove) return true;
    this.#costKnown = await confirm(
      `Query up to ${formatBytes(bytes)} of logs?`,
      'Run Query',
      `CloudWatch bills a query by the bytes that it scans: those of ${groups.join(', ')} in the time range, of all jobs that write there. ${this.connection.label}.`,
    );
    return this.#costKnown;
  }

  async #storedBytes(groups: readonly string[], signal: AbortSignal): Promise<number> {
    const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await this.connection.logs();
    let bytes = 0;
    for (const group of groups) {
      try {
        const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: group });
        const { logGroups = [] } = await client.send(command, { abortSignal: signal });
        bytes += logGroups.find(({ logGroupName }) => logGroupName === group)?.storedBytes ?? 0;
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
    return bytes;
  }
}

function scopeOf(places: readonly LogPlace[]): string {
  const groups = [...new Set(places.map(({ group }) => group))].join(', ');
  const prefixes = [...new Set(places.map(({ prefix }) => prefix).filter((prefix) => prefix !== ''))];
  if (prefixes.length === 0) return groups;
  const [first = ''] = prefixes;
  return `${groups} · ${prefixes.length === 1 ? `streams ${first}…` : `streams of ${prefixes.length} jobs`}`;
}
