import type { PageQuery } from '../catalog/kind.ts';
import type { Resource } from '../catalog/resource.ts';
import { compare, type Difference, laterPages } from './listDifference.ts';
import type { LoadedPage } from './pages.ts';
import type { Comparator } from './sort.ts';

type LoadPage = (query: Omit<PageQuery, 'pageSize'>) => Promise<LoadedPage>;

/** How a list is ordered: by whom it is asked, or here. */
export interface ListOrder {
  /** Undefined when nothing is known about the order in which resources come. */
  readonly compare: Comparator | undefined;
  /** Resources come in another order than this one. */
  readonly here: boolean;
}

/** The resources of one kind that are loaded so far. */
export class ResourceList {
  readonly #loadPage: LoadPage;
  readonly #order: ListOrder;
  #items: readonly Resource[] = [];
  #first: ReadonlySet<string> = new Set();
  #nextToken: string | undefined;
  #pages = 0;
  #looked = 0;
  #error: unknown;
  #moreError: unknown;
  #loading: Promise<void> | undefined;
  #loadingMore: Promise<void> | undefined;

  constructor(loadPage: LoadPage, order: ListOrder) {
    this.#loadPage = loadPage;
    this.#order = order;
  }

  get items(): readonly Resource[] {
    return this.#items;
  }

  get loaded(): boolean {
    return this.#pages > 0;
  }

  /** How many resources were looked at for those that are shown. */
  get looked(): number {
    return this.#looked;
  }

  /** There is at least one further page. */
  get hasMore(): boolean {
    return this.#nextToken !== undefined;
  }

  /** Why the last look at the first page failed; undefined when it did not. */
  get error(): unknown {
    return this.#error;
  }

  /** Why the next page could not be loaded; undefined when it could. */
  get moreError(): unknown {
    return this.#moreError;
  }

  /** Whether a resource was on the first page when that was last asked for. */
  onFirstPage({ arn }: Resource): boolean {
    return this.#first.has(arn);
  }

  /** Loads the first page unless it is there, or failed: then `refresh` tries again. A failure is kept in `error`. */
  async load(): Promise<void> {
    if (this.#pages > 0 || this.#error !== undefined) return;
    this.#loading ??= this.#loadFirst().finally(() => (this.#loading = undefined));
    await this.#loading;
  }

  /** Loads the next page. A failure is kept in `moreError`, and what is loaded stays. */
  async more(): Promise<void> {
    if (this.#nextToken === undefined) return;
    this.#loadingMore ??= this.#loadMore().finally(() => (this.#loadingMore = undefined));
    await this.#loadingMore;
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

  /** Takes in what is newly known of resources that are listed, and leaves out those that `keep` refuses. */
  overlay(found: ReadonlyMap<string, Resource>, keep: (resource: Resource) => boolean): Difference {
    const before = this.#items;
    this.#items = before.map((resource) => found.get(resource.arn) ?? resource).filter(keep);
    return compare(before, this.#items);
  }

  async #loadFirst(): Promise<void> {
    // The failure is kept for whoever draws the list.
    await this.refresh().catch(() => undefined);
  }

  async #loadMore(): Promise<void> {
    try {
      const page = await this.#loadPage({ nextToken: this.#nextToken });
      const known = new Set(this.#items.map(({ arn }) => arn));
      this.#show([...this.#items, ...page.items.filter(({ arn }) => !known.has(arn))]);
      this.#nextToken = page.nextToken;
      this.#pages += 1;
      this.#looked += page.looked;
      this.#moreError = undefined;
    } catch (error) {
      this.#moreError = error;
    }
  }

  #apply(first: LoadedPage): void {
    const fresh = new Set(first.items.map(({ arn }) => arn));
    if (this.#pages <= 1 || first.nextToken === undefined) {
      this.#show(first.items);
      this.#nextToken = first.nextToken;
      this.#pages = 1;
      this.#looked = first.looked;
      this.#moreError = undefined;
    } else {
      const order = this.#order.here ? undefined : this.#order.compare;
      this.#show([...first.items, ...laterPages(this.#items, first, this.#first, order)]);
    }
    this.#first = fresh;
  }

  #show(items: readonly Resource[]): void {
    const { here, compare: by } = this.#order;
    this.#items = here && by ? items.toSorted(by) : items;
  }
}
