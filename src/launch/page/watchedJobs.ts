import { KeptJobs } from '../../platform/keptJobs.ts';
import type { HistoryStore } from '../spec/launchHistory.ts';

const storeKey = 'launch.watched';

/** The jobs of a connection that may still find no capacity, as an earlier window has left them. */
export function watchedJobs(store: HistoryStore, connectionKey: string): string[] {
  return new KeptJobs(store, storeKey).of(connectionKey);
}

/** Which jobs are watched until they have their instances: kept, so that the next window or connection goes on with them. */
export class WatchedJobs {
  readonly #kept: KeptJobs;
  readonly #watching = new Map<string, AbortController>();

  constructor(store: HistoryStore) {
    this.#kept = new KeptJobs(store, storeKey);
  }

  of(connectionKey: string): string[] {
    return this.#kept.of(connectionKey);
  }

  /** @returns aborts when someone else begins to watch the same job: one that watched through a connection that is gone */
  async begin(connectionKey: string, jobName: string): Promise<AbortSignal> {
    const key = `${connectionKey} ${jobName}`;
    this.#watching.get(key)?.abort();
    const own = new AbortController();
    this.#watching.set(key, own);
    await this.#kept.keep(connectionKey, jobName);
    return own.signal;
  }

  /** There is nothing more to watch. */
  async end(connectionKey: string, jobName: string): Promise<void> {
    this.#watching.delete(`${connectionKey} ${jobName}`);
    await this.#kept.drop(connectionKey, jobName);
  }
}
