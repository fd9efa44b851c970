import { text } from '../json.ts';
import { type ResolvedKind } from './resolve.ts';
import { type ResourceRecord } from './record.ts';
import { type ResourceStore } from './resourceStore.ts';

/** `Deleting`, an image's `DELETING`, a project's `DeleteInProgress`. */
export function isDeleting(status: string | undefined): boolean {
  return status !== undefined && /^(?:deleting|delete_?in_?progress)$/i.test(status);
}

/** Whether a record only tells that the resource was there: its name is free. */
export function isDeleted(kind: ResolvedKind, record: ResourceRecord): boolean {
  return kind.keepsDeletedMs !== undefined && text(record.document, kind.statusMember ?? '') === 'Deleted';
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
    this.#after(record, settling.afterMs * this.#scale, () => {
      const moved = this.#store.patch(record, (document) =>
        document[kind.statusMember ?? ''] === status
          ? {
              [kind.statusMember ?? '']: settling.to,
              ...settling.change?.({ ...record, document }, this.#store.now()),
            }
          : {},
      );
      if (moved) this.watch(kind, moved);
    });
  }

  /** Removes a record when its deletion has taken its time. */
  remove(kind: ResolvedKind, record: ResourceRecord): void {
    const gone = (): void => {
      const { keepsDeletedMs, statusMember = '' } = kind;
      if (keepsDeletedMs === undefined) this.#store.remove(record);
      else this.forget(kind, this.#store.patch(record, { [statusMember]: 'Deleted' }) ?? record);
    };
    if (kind.deletingMs === undefined) {
      this.#cancel(record);
      gone();
    } else {
      this.#after(record, kind.deletingMs * this.#scale, gone);
    }
  }

  /** Lets a deleted record go when it has been shown for long enough: real time, for it is no transition. */
  forget(kind: ResolvedKind, record: ResourceRecord): void {
    const left = record.modifiedAt + (kind.keepsDeletedMs ?? 0) - this.#store.now();
    this.#after(record, Math.max(0, left), () => {
      // The name may have been taken anew meanwhile.
      const there = this.#store.get(record);
      if (there && isDeleted(kind, there)) this.#store.remove(record);
    });
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
    }, ms);
    this.#timers.set(record.arn, timer);
  }

  #cancel(record: ResourceRecord): void {
    clearTimeout(this.#timers.get(record.arn));
    this.#timers.delete(record.arn);
  }
}
