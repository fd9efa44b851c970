import type { ListedObject, ObjectPage } from '../listing.ts';

type LoadPage = (token: string | undefined) => Promise<ObjectPage>;

/** What is loaded so far of a folder, page by page. */
export class FolderList {
  readonly #load: LoadPage;
  #prefixes = new Set<string>();
  #objects = new Map<string, ListedObject>();
  /** Shown though their page is not loaded: someone has asked for them by name. */
  readonly #pinnedPrefixes = new Set<string>();
  readonly #pinnedObjects = new Map<string, ListedObject>();
  #token: string | undefined;
  #pages = 0;
  #stale = false;
  #error: unknown;
  #loading: Promise<void> | undefined;

  constructor(load: LoadPage) {
    this.#load = load;
  }

  /** In the order of their names. */
  get prefixes(): readonly string[] {
    return sorted([...this.#prefixes, ...this.#pinnedPrefixes]);
  }

  get objects(): readonly ListedObject[] {
    const all = new Map([...this.#pinnedObjects, ...this.#objects]);
    return [...all.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  get loaded(): boolean {
    return this.#pages > 0;
  }

  get hasMore(): boolean {
    return this.#token !== undefined;
  }

  /** Why the last request failed; undefined when it did not. */
  get error(): unknown {
    return this.#error;
  }

  /** What is loaded no longer holds: the next `load` asks again. */
  invalidate(): void {
    this.#stale = true;
  }

  /** Loads the first page unless it is there. A failure is kept in `error`. */
  async load(): Promise<void> {
    if (this.#pages > 0 && !this.#stale) return;
    this.#loading ??= this.#refresh().finally(() => (this.#loading = undefined));
    await this.#loading;
  }

  /** Loads the next page. Throws what the request throws. */
  async more(): Promise<void> {
    this.#add(await this.#load(this.#token));
  }

  /** Loads as many pages as there were. A failure is kept in `error`, and what was loaded stays. */
  async #refresh(): Promise<void> {
    const wanted = Math.max(1, this.#pages);
    this.#stale = false;
    try {
      const pages: ObjectPage[] = [];
      do {
        pages.push(await this.#load(pages.at(-1)?.nextToken));
      } while (pages.length < wanted && pages.at(-1)?.nextToken !== undefined);
      this.#prefixes = new Set();
      this.#objects = new Map();
      this.#pinnedPrefixes.clear();
      this.#pinnedObjects.clear();
      this.#pages = 0;
      for (const page of pages) this.#add(page);
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
  }

  /** From now on a folder is shown, wherever in the list it stands. */
  includePrefix(prefix: string): void {
    if (!this.#prefixes.has(prefix)) this.#pinnedPrefixes.add(prefix);
  }

  includeObject(object: ListedObject): void {
    if (!this.#objects.has(object.key)) this.#pinnedObjects.set(object.key, object);
  }

  #add(page: ObjectPage): void {
    for (const prefix of page.prefixes) this.#prefixes.add(prefix);
    for (const object of page.objects) this.#objects.set(object.key, object);
    this.#token = page.nextToken;
    this.#pages += 1;
  }
}

function sorted(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes)].sort();
}
