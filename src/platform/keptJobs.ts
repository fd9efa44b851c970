/** Where they are kept: VS Code's `Memento` is one. */
export interface JobStore {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

/** What is older goes: a connection that is never used again would keep its jobs for ever. */
const mostJobs = 50;

interface KeptJob {
  readonly connectionKey: string;
  readonly jobName: string;
}

/** Names of jobs by the connection that they are of, under one key of a store: what one window leaves to the next. */
export class KeptJobs {
  readonly #store: JobStore;
  readonly #key: string;

  constructor(store: JobStore, key: string) {
    this.#store = store;
    this.#key = key;
  }

  /** Those of a connection, the oldest first. */
  of(connectionKey: string): string[] {
    return this.#all().flatMap((one) => (one.connectionKey === connectionKey ? [one.jobName] : []));
  }

  async keep(connectionKey: string, jobName: string): Promise<void> {
    const others = this.#without(connectionKey, jobName);
    await this.#store.update(this.#key, [...others, { connectionKey, jobName }].slice(-mostJobs));
  }

  /** Nothing is written where it is not kept. */
  async drop(connectionKey: string, jobName: string): Promise<void> {
    if (this.of(connectionKey).includes(jobName))
      await this.#store.update(this.#key, this.#without(connectionKey, jobName));
  }

  #without(connectionKey: string, jobName: string): KeptJob[] {
    return this.#all().filter((one) => one.connectionKey !== connectionKey || one.jobName !== jobName);
  }

  #all(): KeptJob[] {
    const kept: unknown = this.#store.get(this.#key);
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  }
}

function isKept(one: unknown): one is KeptJob {
  if (typeof one !== 'object' || one === null) return false;
  const { connectionKey, jobName } = one as Readonly<Record<string, unknown>>;
  return typeof connectionKey === 'string' && typeof jobName === 'string';
}
