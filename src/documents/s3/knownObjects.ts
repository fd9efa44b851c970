import type { ObjectFacts } from './objectFacts.ts';

/** What was last seen of an object. */
interface Known {
  readonly facts: ObjectFacts;
  /** What VS Code was told, milliseconds. */
  readonly mtime: number;
}

/** More files than anyone has open. */
const most = 500;

/**
 * The objects that VS Code has looked at, so that a save goes only over the one it knows. VS Code itself tells a change from
 * the time of modification, which S3 gives in whole seconds: a change within one is told by adding a millisecond.
 */
export class KnownObjects {
  readonly #known = new Map<string, Known>();

  /** @returns the time of modification to tell VS Code, in milliseconds. */
  saw(id: string, facts: ObjectFacts): number {
    const before = this.#known.get(id);
    const time = facts.modifiedAt.getTime();
    const changed = before !== undefined && before.facts.etag !== facts.etag;
    const mtime = before === undefined ? time : changed ? Math.max(time, before.mtime + 1) : before.mtime;
    this.#known.delete(id);
    this.#known.set(id, { facts, mtime });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= most) break;
      this.#known.delete(oldest);
    }
    return mtime;
  }

  get(id: string): ObjectFacts | undefined {
    return this.#known.get(id)?.facts;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  clear(): void {
    this.#known.clear();
  }
}
