import { Readable } from 'node:stream';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import type { ObjectFacts } from '../objectFacts.ts';
import type { S3Objects } from '../s3Objects.ts';
import { archiveFailure } from './archiveFailure.ts';
import { archiveLimits } from './archiveLimits.ts';
import { type ArchiveEntry, listArchive } from './archiveListing.ts';
import { type ArchiveFolder, archiveTree } from './archiveTree.ts';
import { part } from './part.ts';
import { unpacked } from './unpacked.ts';

/** An archive in S3 as it was when it was listed. */
export interface Archive {
  readonly place: S3Place;
  readonly facts: ObjectFacts;
  readonly root: ArchiveFolder;
  readonly packed: boolean;
}

/** Archives whose names are kept at a time. */
const most = 8;
/** Milliseconds for which an archive is not asked about again. */
const freshFor = 3000;

interface Kept {
  readonly archive: Promise<Archive>;
  readonly etag: string;
  checkedAt: number;
}

/** Looks into archives in S3 without keeping their content: an archive is streamed once to list it, and up to an entry to read it. */
export class Archives {
  readonly #objects: S3Objects;
  readonly #kept = new Map<string, Kept>();

  constructor(objects: S3Objects) {
    this.#objects = objects;
  }

  /** The archive as it is now; listed anew only when the object is another one. */
  async list(place: S3Place, signal?: AbortSignal): Promise<Archive> {
    const id = s3Uri(place.bucket, place.key);
    const before = this.#kept.get(id);
    if (before && Date.now() - before.checkedAt < freshFor) return before.archive;
    const facts = await this.#objects.head(place, signal);
    if (!facts) {
      this.#kept.delete(id);
      throw new UserError('not-found', `There is no ${id}.`);
    }
    const known = this.#kept.get(id);
    if (known?.etag === facts.etag) {
      known.checkedAt = Date.now();
      return known.archive;
    }
    const archive = this.#list(id, place, facts, signal);
    const kept: Kept = { archive, etag: facts.etag, checkedAt: Date.now() };
    this.#kept.set(id, kept);
    archive.catch(() => {
      // A failure, or a cancelled listing, is not remembered.
      if (this.#kept.get(id) === kept) this.#kept.delete(id);
    });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(oldest);
    }
    return archive;
  }

  /** The content of one file; of a link what it points to. */
  async open(
    { place, facts, packed }: Archive,
    entry: ArchiveEntry,
    signal?: AbortSignal,
  ): Promise<Readable> {
    if (entry.type !== 'file') return Readable.from([Buffer.from(entry.target ?? '')], { objectMode: false });
    if (entry.size === 0) return Readable.from([], { objectMode: false });
    const stop = signal && { signal };
    const from = packed ? 0 : entry.offset;
    const { body } = await this.#objects.open(place, { etag: facts.etag, from, ...stop });
    const content = packed ? (await unpacked(body)).content : body;
    return part(content, entry.offset - from, entry.size);
  }

  /** Another connection is another S3. */
  reset(): void {
    this.#kept.clear();
  }

  async #list(id: string, place: S3Place, facts: ObjectFacts, signal?: AbortSignal): Promise<Archive> {
    const { body } = await this.#objects.open(place, { etag: facts.etag, ...(signal && { signal }) });
    try {
      const { entries, packed } = await listArchive(id, body, facts.size, signal);
      return { place, facts, packed, root: archiveTree(id, entries, archiveLimits.entries) };
    } catch (error) {
      throw archiveFailure(id, error, signal);
    }
  }
}
