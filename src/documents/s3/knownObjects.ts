import type { ObjectFacts } from './objectFacts.ts';

/** What was last seen of an object. */
interface Known {
  /** As it was when its content was read or written here; undefined when it has only been looked at. */
  readonly read: Pick<ObjectFacts, 'etag' | 'size'> | undefined;
  readonly seen: ObjectFacts;
  /** What VS Code was told, or after a write the least it may be told, milliseconds. */
  readonly mtime: number;
  readonly written: boolean;
}

/** What a write goes over. */
export interface WriteBase {
  readonly facts: ObjectFacts;
  /** It is not what was read, and VS Code has not noticed. */
  readonly changed: boolean;
}

/** More files than anyone has open. */
const most = 500;

/**
 * The objects that VS Code has looked at, so that a save goes only over the one it knows. Before a save VS Code itself looks
 * whether the time of modification and the size have changed, and asks whether to overwrite. S3 gives that time in whole
 * seconds, so a change within one is told by adding a millisecond; a change that leaves the size as it was is told here.
 */
export class KnownObjects {
  readonly #known = new Map<string, Known>();

  /** @returns the time of modification to tell VS Code, in milliseconds. */
  saw(id: string, facts: ObjectFacts): number {
    const before = this.#known.get(id);
    const mtime = before ? nextTime(before, facts) : facts.modifiedAt.getTime();
    this.#keep(id, { read: before?.read, seen: facts, mtime, written: false });
    return mtime;
  }

  /** Its content is in an editor now, or wherever it was read for. */
  read(id: string, facts: ObjectFacts): void {
    const mtime = this.saw(id, facts);
    this.#keep(id, { read: facts, seen: facts, mtime, written: false });
  }

  /** It was written here. */
  wrote(id: string, etag: string, size: number): void {
    const before = this.#known.get(id);
    if (!before) return;
    const seen = { ...before.seen, etag, size };
    this.#keep(id, { read: seen, seen, mtime: before.mtime, written: true });
  }

  /** What a write goes over; a change is told once: whoever then writes again means it. */
  base(id: string): WriteBase | undefined {
    const known = this.#known.get(id);
    if (!known) return undefined;
    const { read, seen } = known;
    const changed = read !== undefined && read.etag !== seen.etag && read.size === seen.size;
    if (changed) this.#keep(id, { ...known, read: undefined });
    return { facts: seen, changed };
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  clear(): void {
    this.#known.clear();
  }

  #keep(id: string, known: Known): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= most) break;
      this.#known.delete(oldest);
    }
  }
}

function nextTime({ seen, mtime, written }: Known, { etag, modifiedAt }: ObjectFacts): number {
  const time = modifiedAt.getTime();
  if (written) return Math.max(time, mtime);
  return etag === seen.etag ? mtime : Math.max(time, mtime + 1);
}
