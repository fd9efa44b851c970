import type { BucketPage, ListedBucket } from '../buckets.ts';

/** What the list of buckets is loaded with. */
export interface BucketSource {
  load(token: string | undefined): Promise<BucketPage>;
  /** The name of SageMaker's own bucket, whether it is there or not. */
  defaultName(): Promise<string>;
  exists(bucket: string): Promise<boolean>;
}

/** The account's buckets that are loaded so far, SageMaker's own first. */
export class BucketList {
  readonly #source: BucketSource;
  readonly #listed = new Map<string, ListedBucket>();
  /** Opened by name: who may not list buckets may still open some, and others' buckets are on no list. */
  readonly #opened = new Set<string>();
  #token: string | undefined;
  #default: string | undefined;
  #loaded = false;
  #error: unknown;

  constructor(source: BucketSource) {
    this.#source = source;
  }

  get defaultName(): string | undefined {
    return this.#default;
  }

  get error(): unknown {
    return this.#error;
  }

  get hasMore(): boolean {
    return this.#token !== undefined;
  }

  get buckets(): readonly ListedBucket[] {
    const opened = [...this.#opened].map((name) => ({ name, createdAt: undefined, region: undefined }));
    const all = new Map([...opened.map((bucket) => [bucket.name, bucket] as const), ...this.#listed]);
    const first = (name: string) => (name === this.#default ? 0 : 1);
    return [...all.values()].sort((a, b) => first(a.name) - first(b.name) || (a.name < b.name ? -1 : 1));
  }

  /** What is loaded no longer holds: the next `load` asks again. */
  invalidate(): void {
    this.#loaded = false;
  }

  /** Loads the first page unless it is there. A failure is kept in `error`. */
  async load(): Promise<void> {
    if (!this.#loaded) await this.#refresh();
  }

  async more(): Promise<void> {
    this.#add(await this.#source.load(this.#token));
  }

  async #refresh(): Promise<void> {
    // Without it the list is in the order of names, which is no failure.
    this.#default = await this.#source.defaultName().catch(() => undefined);
    try {
      const page = await this.#source.load(undefined);
      this.#listed.clear();
      this.#add(page);
      this.#error = undefined;
      this.#loaded = true;
    } catch (error) {
      this.#error = error;
    }
    // It need not be on the page, or on any that one may see.
    if (
      this.#default !== undefined &&
      !this.#listed.has(this.#default) &&
      (await this.#source.exists(this.#default))
    ) {
      this.#opened.add(this.#default);
    }
  }

  /** From now on a bucket is shown. */
  include(name: string): void {
    if (!this.#listed.has(name)) this.#opened.add(name);
  }

  #add({ buckets, nextToken }: BucketPage): void {
    for (const bucket of buckets) {
      this.#listed.set(bucket.name, bucket);
      this.#opened.delete(bucket.name);
    }
    this.#token = nextToken;
  }
}
