import type { HistoryStore } from '../spec/launchHistory.ts';
import { fieldsOf } from '../spec/json.ts';

const storeKey = 'launch.watched';
/** What is older goes: a connection that is never used again would keep its jobs for ever. */
const mostJobs = 50;

interface WatchedJob {
  readonly connectionKey: string;
  readonly jobName: string;
}

/** The jobs of a connection that may still find no capacity, as an earlier window has left them. */
export function watchedJobs(store: Pick<HistoryStore, 'get'>, connectionKey: string): string[] {
  return read(store).flatMap((one) => (one.connectionKey === connectionKey ? [one.jobName] : []));
}

/** Which jobs are watched until they have their instances: kept, so that the next window or connection goes on with them. */
export class WatchedJobs {
  readonly #store: HistoryStore;
  readonly #watching = new Map<string, AbortController>();

  constructor(store: HistoryStore) {
    this.#store = store;
  }

  of(connectionKey: string): string[] {
    return watchedJobs(this.#store, connectionKey);
  }

  /** @returns aborts when someone else begins to watch the same job: one that watched through a connection that is gone */
  async begin(connectionKey: string, jobName: string): Promise<AbortSignal> {
    const key = `${connectionKey} ${jobName}`;
    this.#watching.get(key)?.abort();
    const own = new AbortController();
    this.#watching.set(key, own);
    const others = this.#without(connectionKey, jobName);
    await this.#store.update(storeKey, [...others, { connectionKey, jobName }].slice(-mostJobs));
    return own.signal;
  }

  /** There is nothing more to watch. */
  async end(connectionKey: string, jobName: string): Promise<void> {
    this.#watching.delete(`${connectionKey} ${jobName}`);
    await this.#store.update(storeKey, this.#without(connectionKey, jobName));
  }

  #without(connectionKey: string, jobName: string): WatchedJob[] {
    return read(this.#store).filter((one) => one.connectionKey !== connectionKey || one.jobName !== jobName);
  }
}

function read(store: Pick<HistoryStore, 'get'>): WatchedJob[] {
  const kept: unknown = store.get(storeKey);
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown) => {
    const { connectionKey, jobName } = fieldsOf(one);
    return typeof connectionKey === 'string' && typeof jobName === 'string'
      ? [{ connectionKey, jobName }]
      : [];
  });
}
