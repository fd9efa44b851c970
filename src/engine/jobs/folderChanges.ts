import { watch, type FSWatcher } from 'node:fs';

/** Tells of changes to the files right in a folder, none missed between two questions. */
export class FolderChanges {
  readonly #watcher: FSWatcher | undefined;
  readonly #signal: AbortSignal;
  readonly #onAbort = () => this.#tell();
  #changed = false;
  #wake: (() => void) | undefined;

  /** @param signal its abort counts as a change. */
  constructor(folder: string, signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort);
    try {
      this.#watcher = watch(folder, () => this.#tell());
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // Not every file system can be watched; the time limit of `next` serves.
      this.#watcher = undefined;
    }
  }

  /** Resolves when something has changed since the last answer, at the latest after `milliseconds`. */
  async next(milliseconds: number): Promise<void> {
    if (!this.#changed && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#changed = false;
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#watcher?.close();
  }

  #tell(): void {
    this.#changed = true;
    this.#wake?.();
  }
}
