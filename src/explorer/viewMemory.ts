import type * as vscode from 'vscode';
import type { KindId } from '../catalog/arnTypes.ts';
import { referenceFrom, type ResourceReference } from '../catalog/resource.ts';
import { type Filter, isEmpty, readFilter } from './filter.ts';
import type { ListView } from './pages.ts';
import { isSame, newestFirst, readSort, type Sort } from './sort.ts';

/** Which lists share a filter and an order: those of a kind's row, and those of the kind below other resources. */
export type ListKey = KindId | `in/${KindId}`;

/** @param below whether the list stands below a resource. */
export const listKey = (kind: KindId, below: boolean): ListKey => (below ? `in/${kind}` : kind);

interface Kept {
  /** Of all kinds that have none of their own. */
  filter: Filter;
  readonly filters: Map<ListKey, Filter>;
  readonly sorts: Map<ListKey, Sort>;
  pins: readonly ResourceReference[];
}

const nothing = (): Kept => ({ filter: {}, filters: new Map(), sorts: new Map(), pins: [] });

/** Filters, orders and pins of the Resources view, kept per workspace and connection. */
export class ViewMemory {
  readonly #memento: vscode.Memento;
  #key = '';
  #kept = nothing();

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The filter of all kinds that have none of their own. */
  get filter(): Filter {
    return this.#kept.filter;
  }

  /** From now on this is about one connection. */
  use(connectionKey: string): void {
    const key = `sagemaker.explorer/${connectionKey}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#kept = read(this.#memento.get<unknown>(key));
  }

  viewOf(key: ListKey): ListView {
    // Below a resource that is shown, a filter of the whole view would hide what one opened it for.
    const filter = this.#kept.filters.get(key) ?? (key.startsWith('in/') ? {} : this.#kept.filter);
    return { filter, sort: this.#kept.sorts.get(key) ?? newestFirst };
  }

  pinsOf(kind: KindId): readonly ResourceReference[] {
    return this.#kept.pins.filter((pin) => pin.kind === kind);
  }

  /** The pins of all kinds, whether the tree has been shown on that connection or not. */
  allPins(connectionKey: string): readonly ResourceReference[] {
    this.use(connectionKey);
    return this.#kept.pins;
  }

  isPinned(arn: string): boolean {
    return this.#kept.pins.some((pin) => pin.arn === arn);
  }

  /** @param key whose filter it is; undefined for the whole view's, which all kinds then follow. */
  async setFilter(key: ListKey | undefined, filter: Filter): Promise<void> {
    if (key === undefined) {
      this.#kept.filter = filter;
      this.#kept.filters.clear();
    } else if (isEmpty(filter) && (key.startsWith('in/') || isEmpty(this.#kept.filter)))
      this.#kept.filters.delete(key);
    else this.#kept.filters.set(key, filter);
    await this.#keep();
  }

  async setSort(key: ListKey, sort: Sort): Promise<void> {
    if (isSame(sort, newestFirst)) this.#kept.sorts.delete(key);
    else this.#kept.sorts.set(key, sort);
    await this.#keep();
  }

  async pin(resources: readonly ResourceReference[]): Promise<void> {
    const added = resources.filter(({ arn }) => !this.isPinned(arn));
    this.#kept.pins = [...this.#kept.pins, ...added.map(({ kind, name, arn }) => ({ kind, name, arn }))];
    await this.#keep();
  }

  async unpin(resources: readonly ResourceReference[]): Promise<void> {
    const gone = new Set(resources.map(({ arn }) => arn));
    this.#kept.pins = this.#kept.pins.filter(({ arn }) => !gone.has(arn));
    await this.#keep();
  }

  async #keep(): Promise<void> {
    const { filter, filters, sorts, pins } = this.#kept;
    const stored = { filter, filters: [...filters], sorts: [...sorts], pins };
    await this.#memento.update(this.#key, stored);
  }
}

/** What an older or newer version stored is left out where it is not understood. */
function read(stored: unknown): Kept {
  if (typeof stored !== 'object' || stored === null) return nothing();
  const { filter, filters, sorts, pins } = stored as Record<string, unknown>;
  return {
    filter: readFilter(filter) ?? {},
    filters: readMap(filters, readFilter),
    sorts: readMap(sorts, readSort),
    pins: Array.isArray(pins) ? pins.flatMap((pin: unknown) => referenceFrom(pin) ?? []) : [],
  };
}

function readMap<T>(entries: unknown, readValue: (value: unknown) => T | undefined): Map<ListKey, T> {
  if (!Array.isArray(entries)) return new Map();
  return new Map(
    entries.flatMap((entry: unknown): [ListKey, T][] => {
      const [id, value] = Array.isArray(entry) ? (entry as unknown[]) : [];
      const found = readValue(value);
      return typeof id === 'string' && found !== undefined ? [[id as ListKey, found]] : [];
    }),
  );
}
