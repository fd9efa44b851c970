import type { ArchiveEntry } from './archiveListing.ts';
import { tooLarge } from './archiveFailure.ts';

/** A folder of an archive, said or implied by what is in it. */
export interface ArchiveFolder {
  readonly type: 'folder';
  readonly folders: ReadonlyMap<string, ArchiveFolder>;
  readonly files: ReadonlyMap<string, ArchiveEntry>;
}

interface GrowingFolder extends ArchiveFolder {
  readonly folders: Map<string, GrowingFolder>;
  readonly files: Map<string, ArchiveEntry>;
}

const newFolder = (): GrowingFolder => ({ type: 'folder', folders: new Map(), files: new Map() });

/**
 * An archive's entries as folders. Of two files with one name the later counts, as with tar; a folder goes before a file.
 * @param most folders.
 */
export function archiveTree(name: string, entries: readonly ArchiveEntry[], most: number): ArchiveFolder {
  const root = newFolder();
  let count = 0;
  const within = (parent: GrowingFolder, part: string): GrowingFolder => {
    const known = parent.folders.get(part);
    if (known) return known;
    count += 1;
    if (count > most) throw tooLarge(name, `more than ${most} folders`);
    const made = newFolder();
    parent.folders.set(part, made);
    parent.files.delete(part);
    return made;
  };
  for (const entry of entries) {
    const way = entry.type === 'folder' ? entry.path : entry.path.slice(0, -1);
    const folder = way.reduce(within, root);
    const last = entry.path.at(-1);
    if (entry.type !== 'folder' && last !== undefined && !folder.folders.has(last))
      folder.files.set(last, entry);
  }
  return root;
}

/** What is at the end of a way of names. */
export function findInArchive(
  root: ArchiveFolder,
  way: readonly string[],
): ArchiveFolder | ArchiveEntry | undefined {
  let folder = root;
  for (const [index, name] of way.entries()) {
    const below = folder.folders.get(name);
    if (!below) return index === way.length - 1 ? folder.files.get(name) : undefined;
    folder = below;
  }
  return folder;
}
