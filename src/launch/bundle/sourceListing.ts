import type { LeftOut } from './leftOut.ts';
import { byName, entrySize, type SourceEntry, type SourceLink } from './sourceEntry.ts';

/** What is known of a source folder so far. */
export interface SourceCount {
  readonly files: number;
  /** Before compression. */
  readonly bytes: number;
  /** The ten largest, the largest first. */
  readonly largest: readonly { readonly path: string; readonly bytes: number }[];
  readonly leftOut: readonly LeftOut[];
  /** There is more: the walk ended where no source code goes on. */
  readonly more: boolean;
}

/** A source folder, all counted. */
export interface SourceListing extends SourceCount {
  /** Sorted by name. Not all there is when there is `more`. */
  readonly entries: readonly SourceEntry[];
}

const mostLargest = 10;

/** Counts entries as they are found. */
export class SourceTally {
  readonly entries: SourceEntry[] = [];
  readonly leftOut: LeftOut[] = [];
  more = false;
  #bytes = 0;
  #largest: { path: string; bytes: number }[] = [];

  add(entry: SourceEntry): void {
    this.entries.push(entry);
    const bytes = entrySize(entry);
    this.#bytes += bytes;
    if (entry.kind === 'link') return;
    const least = this.#largest.at(-1);
    if (least && this.#largest.length === mostLargest && bytes <= least.bytes) return;
    this.#largest.push({ path: entry.name, bytes });
    this.#largest.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
    this.#largest.length = Math.min(this.#largest.length, mostLargest);
  }

  /** Takes a link out again; it has no size. */
  removeLink(link: SourceLink): void {
    this.entries.splice(this.entries.indexOf(link), 1);
  }

  count(): SourceCount {
    return {
      files: this.entries.length,
      bytes: this.#bytes,
      largest: [...this.#largest],
      leftOut: [...this.leftOut],
      more: this.more,
    };
  }

  listing(): SourceListing {
    return {
      ...this.count(),
      entries: this.entries.toSorted(byName),
      leftOut: this.leftOut.toSorted(byName),
    };
  }
}
