import type { Page, PageQuery } from '../catalog/kind.ts';
import type { Resource } from '../catalog/resource.ts';

/** What a refresh has found. */
export interface Difference {
  /** Resources came, went or changed places. */
  readonly order: boolean;
  /** Resources that are still there and look different. */
  readonly changed: readonly Resource[];
}

type LoadPage = (query: Omit<PageQuery, 'pageSize'>) => Promise<Page>;

/** The resources of one kind that are loaded so far, newest first. */
export class ResourceList {
  readonly #loadPage: LoadPage;
  #items: readonly Resource[] = [];
  #nextToken: string | undefined;
  #pages = 0;
  #error: unknown;
  #loading: Promise<void> | undefined;

  constructor(loadPage: LoadPage) {
    this.#loadPage = loadPage;
  }

  get items(): readonly Resource[] {
    return this.#items;
  }

  get loaded(): boolean {
    return this.#pages > 0;
  }

  /** There is at least one further page. */
  get hasMore(): boolean {
    return this.#nextToken !== undefined;
  }

  /** Why the last request failed; undefined when it did not. */
  get error(): unknown {
    return this.#error;
  }

  /** Loads the first page unless it is there. A failure is kept in `error`. */
  async load(): Promise<void> {
    if (this.#pages > 0) return;
    this.#loading ??= this.#first().finally(() => (this.#loading = undefined));
    await this.#loading;
  }

  /** Loads the next page. */
  async more(): Promise<void> {
    const { items, nextToken } = await this.#loadPage({ nextToken: this.#nextToken });
    const known = new Set(this.#items.map(({ arn }) => arn));
    this.#items = [...this.#items, ...items.filter(({ arn }) => !known.has(arn))];
    this.#nextToken = nextToken;
    this.#pages += 1;
  }

  /** Asks for the first page again and lays it over what is loaded. Throws what the request throws. */
  async refresh(signal?: AbortSignal): Promise<Difference> {
    try {
      const before = this.#items;
      const hadError = this.#error !== undefined;
      this.#apply(await this.#loadPage({ signal }));
      this.#error = undefined;
      const difference = compare(before, this.#items);
      return hadError ? { ...difference, order: true } : difference;
    } catch (error) {
      this.#error = error;
      throw error;
    }
  }

  async #first(): Promise<void> {
    try {
      this.#apply(await this.#loadPage({}));
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
  }

  #apply(first: Page): void {
    const oldest = first.items.at(-1)?.createdAt?.getTime();
    if (this.#pages <= 1 || first.nextToken === undefined || oldest === undefined) {
      this.#items = first.items;
      this.#nextToken = first.nextToken;
      this.#pages = 1;
      return;
    }
    // Later pages stay; what belongs into the first page's span of time and is not in it has been deleted.
    const fresh = new Set(first.items.map(({ arn }) => arn));
    const later = this.#items.filter(
      ({ arn, createdAt }) => !fresh.has(arn) && (createdAt?.getTime() ?? 0) <= oldest,
    );
    this.#items = [...first.items, ...later];
  }
}

function compare(before: readonly Resource[], after: readonly Resource[]): Difference {
  const order = before.length !== after.length || before.some(({ arn }, index) => after[index]?.arn !== arn);
  const known = new Map(before.map((resource) => [resource.arn, resource]));
  const changed = after.filter((resource) => {
    const old = known.get(resource.arn);
    return old !== undefined && !sameLook(old, resource);
  });
  return { order, changed };
}

function sameLook(a: Resource, b: Resource): boolean {
  return a.status === b.status && a.step === b.step && a.modifiedAt?.getTime() === b.modifiedAt?.getTime();
}
