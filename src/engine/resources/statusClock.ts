import { text } from '../json.ts';
import { type ResolvedKind } from './resolve.ts';
import { type ResourceRecord } from './record.ts';
import { type ResourceStore } from './resourceStore.ts';

/** `Deleting`, an image's `DELETING`, a project's `DeleteInProgress`. */
export function isDeleting(status: string | undefined): boolean {
  return status !== undefined && /^(?:deleting|delete_?in_?progress)$/i.test(status);
}

/** Moves the statuses that move by themselves, and lets go what is being deleted, in believable time. */
export class StatusClock {
  readonly #store: ResourceStore;
  readonly #scale: number;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** @param scale of all times: 1 as declared, 0 at once */
  constructor(store: ResourceStore, scale: number) {
    this.#store = store;
    this.#scale = scale;
  }

  /** Sees to what follows a record's status; to be called after each change of it. */
  watch(kind: ResolvedKind, record: ResourceRecord): void {
    const status = text(record.document, kind.statusMember ?? '');
    const settling = status === undefined ? undefined : kind.settles?.[status];
    if (!settling) return;
    this.#after(record, settling.afterMs, () => {
      const moved = this.#store.patch(record, (document) =>
        document[kind.statusMember ?? ''] === status
          ? { [kind.statusMember ?? '']: settling.to, ...settling.change?.({ ...record, document }) }
          : {},
      );
      if (moved) this.watch(kind, moved);
    });
  }

  /** Removes a record when its deletion has taken its time. */
  remove(kind: ResolvedKind, record: ResourceRecord): void {
    if (kind.deletingMs === undefined) {
      this.#cancel(record);
      this.#store.remove(record);
    } else {
      this.#after(record, kind.deletingMs, () => this.#store.remove(record));
    }
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(record: ResourceRecord, ms: number, work: () => void): void {
    this.#cancel(record);
    const timer = setTimeout(() => {
      this.#timers.delete(record.arn);
      work();
    }, ms * this.#scale);
    this.#timers.set(record.arn, timer);
  }

  #cancel(record: ResourceRecord): void {
    clearTimeout(this.#timers.get(record.arn));
    this.#timers.delete(record.arn);
  }
}
