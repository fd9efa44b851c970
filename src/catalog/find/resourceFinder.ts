import { concurrently } from '../concurrently.ts';
import { isRefusal } from '../lineage/refusal.ts';
import type { ResourceKind, SageMaker } from '../kind.ts';
import type { Resource } from '../resource.ts';

/** How many kinds are asked at once, and how many resources each is asked for. */
const atOnce = 8;
const ofKind = 25;
/** Kinds that cannot be asked by name are looked through as far as this. */
const lookedThrough = 100;

/** Hears what a search finds, as it comes. */
export interface Finds {
  found(resources: readonly Resource[]): void;
  /** One kind could not be searched; the others can. */
  failed(kind: ResourceKind, error: unknown): void;
}

/**
 * Finds resources of all kinds by a part of their name. Kinds whose List can look for names are asked; of the others the
 * newest are kept for as long as this object is, so that typing on asks nothing again.
 */
export class ResourceFinder {
  readonly #from: SageMaker;
  readonly #kinds: readonly ResourceKind[];
  readonly #newest = new Map<ResourceKind, Promise<readonly Resource[]>>();

  constructor(from: SageMaker, kinds: readonly ResourceKind[]) {
    this.#from = from;
    // A kind below another one can be searched without knowing that one only where its List takes names.
    this.#kinds = kinds.filter(({ nested, query }) => nested !== true || query.name);
  }

  /** @returns when all kinds have answered, or at once when the signal is aborted. Never throws. */
  async find(text: string, finds: Finds, signal: AbortSignal): Promise<void> {
    const wanted = text.toLowerCase();
    const over = (): boolean => signal.aborted;
    await concurrently(this.#kinds, atOnce, async (kind) => {
      if (over()) return;
      try {
        const resources = await this.#ofKind(kind, text, signal);
        const matching = resources.filter(({ name }) => name.toLowerCase().includes(wanted));
        if (!over() && matching.length > 0) finds.found(matching);
      } catch (error) {
        // A kind that this connection does not have, or a text that no name of this kind can hold, is no failure.
        if (!over() && !isRefusal(error)) finds.failed(kind, error);
      }
    });
  }

  async #ofKind(kind: ResourceKind, text: string, signal: AbortSignal): Promise<readonly Resource[]> {
    if (kind.query.name) {
      const query = { pageSize: ofKind, nameContains: text, signal };
      return (await kind.list(this.#from, query)).items;
    }
    const known = this.#newest.get(kind);
    if (known) return known;
    // Not given up when the text changes: the answer serves that text, too.
    const newest = kind.list(this.#from, { pageSize: lookedThrough }).then(({ items }) => items);
    this.#newest.set(kind, newest);
    newest.catch(() => this.#newest.delete(kind));
    return newest;
  }
}

/** The better match first: the whole name, then its beginning, then any part; the newer first among equals. */
export function byMatch(text: string): (a: Resource, b: Resource) => number {
  const wanted = text.toLowerCase();
  const rank = ({ name }: Resource): number => {
    const lower = name.toLowerCase();
    if (lower === wanted) return 0;
    return lower.startsWith(wanted) ? 1 : 2;
  };
  const changed = ({ modifiedAt, createdAt }: Resource) => (modifiedAt ?? createdAt)?.getTime() ?? 0;
  return (a, b) => rank(a) - rank(b) || changed(b) - changed(a) || a.arn.localeCompare(b.arn);
}
