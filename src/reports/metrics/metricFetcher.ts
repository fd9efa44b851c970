import { fetchMetricData, type MetricAsk, type MetricPoints } from './fetchMetricData.ts';
import type { MetricClients, Resolution } from './metricClients.ts';
import { periodFor } from './resolution.ts';

/** Values of one metric: all that it has from a time on. */
export interface Fetched extends MetricPoints {
  /** Milliseconds since the epoch; what was known before that stays. */
  readonly since: number;
}

export interface FetchedAll {
  /** By the asks' ids. */
  readonly points: ReadonlyMap<string, Fetched>;
  /** Seconds. */
  readonly period: number;
  /** The period is another one than the last time: what was known has been told anew. */
  readonly isAnew: boolean;
}

/** A metric that has never had data (a GPU's, where there is none) is asked for only each so many times. */
const seldom = 10;

/** Asks CloudWatch for what is new of a set of metrics: since the last time, less what may have come late. */
export class MetricFetcher {
  readonly #clients: Pick<MetricClients, 'cloudwatch'>;
  readonly #resolution: Resolution;
  /** By ask: until when all is known. Milliseconds. */
  readonly #known = new Map<string, number>();
  /** By ask: how many times in a row there was nothing. */
  readonly #empty = new Map<string, number>();
  #period: number | undefined;

  constructor(clients: Pick<MetricClients, 'cloudwatch'>, resolution: Resolution) {
    this.#clients = clients;
    this.#resolution = resolution;
  }

  /**
   * @param range milliseconds since the epoch; `now` decides what CloudWatch still has
   * @throws what CloudWatch answers; nothing is taken for known then
   */
  async fetch(
    asks: readonly MetricAsk[],
    { start, end, now }: { readonly start: number; readonly end: number; readonly now: number },
    signal: AbortSignal,
  ): Promise<FetchedAll> {
    const period = periodFor((now - start) / 1000, this.#resolution.finest);
    const isAnew = this.#period !== undefined && this.#period !== period;
    if (isAnew) for (const known of [this.#known, this.#empty]) known.clear();
    const client = await this.#clients.cloudwatch();
    const points = new Map<string, Fetched>();
    const asked: MetricAsk[] = [];
    for (const [since, group] of this.#bySince(asks, start)) {
      const from = Math.floor(since / (period * 1000)) * period * 1000;
      const found = await fetchMetricData(client, group, { start: from, end, period }, signal);
      for (const [id, one] of found) points.set(id, { ...one, since: from });
      asked.push(...group);
    }
    // Once all have answered: of what fails in between, nothing counts as known.
    for (const { id } of asked) {
      if (points.has(id)) this.#empty.delete(id);
      else this.#empty.set(id, (this.#empty.get(id) ?? 0) + 1);
      // The last period may still grow, and what is older may come late; no later than this.
      this.#known.set(id, Math.max(start, Math.min(end, now) - this.#resolution.delay * 1000));
    }
    this.#period = period;
    return { points, period, isAnew };
  }

  #bySince(asks: readonly MetricAsk[], start: number): Map<number, MetricAsk[]> {
    const groups = new Map<number, MetricAsk[]>();
    // One call for all that is under way: the oldest of them says from when.
    const under = Math.min(...asks.map(({ id }) => this.#known.get(id) ?? Infinity));
    for (const ask of asks) {
      const times = this.#empty.get(ask.id) ?? 0;
      if (times > 3 && times % seldom !== 0) {
        this.#empty.set(ask.id, times + 1);
        continue;
      }
      const since = this.#known.has(ask.id) ? under : start;
      groups.set(since, [...(groups.get(since) ?? []), ask]);
    }
    return groups;
  }
}
