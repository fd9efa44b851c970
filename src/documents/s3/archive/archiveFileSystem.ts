import * as vscode from 'vscode';
import { withProgressWhenSlow } from '../../../platform/progress.ts';
import { ReadOnlyFileSystem } from '../../../platform/readOnlyFileSystem.ts';
import { s3Uri } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { asFileSystem } from '../fileSystemError.ts';
import { encodeSegment } from '../keyPath.ts';
import { readWhole } from '../readWhole.ts';
import type { ArchiveEntry } from './archiveListing.ts';
import type { Archive, Archives } from './archives.ts';
import { type ArchiveFolder, findInArchive } from './archiveTree.ts';
import { archiveLocationOf } from './archiveUri.ts';

const { File, Directory } = vscode.FileType;

/** What such a URI names, and the archive that it is in. */
export interface FoundInArchive {
  readonly archive: Archive;
  readonly found: ArchiveFolder | ArchiveEntry;
}

/** Archives in S3 as read-only folders. */
export class ArchiveFileSystem extends ReadOnlyFileSystem {
  readonly #archives: Archives;
  readonly #failedToRead: (uri: vscode.Uri, error: unknown) => void;

  /** @param failedToRead hears why a file did not open. */
  constructor(archives: Archives, failedToRead: (uri: vscode.Uri, error: unknown) => void) {
    super('An archive in S3 cannot be changed in place.');
    this.#archives = archives;
    this.#failedToRead = failedToRead;
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return asFileSystem(async () => {
      const { archive, found } = await this.find(uri);
      const written = archive.facts.modifiedAt.getTime();
      const permissions = vscode.FilePermission.Readonly;
      if (found.type === 'folder' && 'folders' in found) {
        return { type: Directory, ctime: written, mtime: written, size: 0, permissions };
      }
      // Of the archive, not of the entry: a new archive has a new time, whatever the files in it say.
      return { type: File, ctime: written, mtime: written, size: sizeOf(found), permissions };
    });
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return asFileSystem(async () => {
      const { found } = await this.find(uri);
      if (!('folders' in found)) throw vscode.FileSystemError.FileNotADirectory(uri);
      return [
        ...[...found.folders.keys()].map((name): [string, vscode.FileType] => [
          encodeSegment(name),
          Directory,
        ]),
        ...[...found.files.keys()].map((name): [string, vscode.FileType] => [encodeSegment(name), File]),
      ];
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return asFileSystem(async () => {
      const { archive, found } = await this.find(uri);
      if ('folders' in found) throw vscode.FileSystemError.FileIsADirectory(uri);
      try {
        return await readWhole(uri.path, await this.#archives.open(archive, found), sizeOf(found));
      } catch (error) {
        this.#failedToRead(uri, error);
        throw error;
      }
    });
  }

  /** @throws UserError `not-found`. */
  async find(uri: vscode.Uri): Promise<FoundInArchive> {
    const location = archiveLocationOf(uri);
    if (!location) throw new UserError('not-found', `"${uri.toString(true)}" names no archive.`);
    const id = s3Uri(location.bucket, location.key);
    const archive = await withProgressWhenSlow('S3', `looking into ${id}`, (signal) =>
      this.#archives.list(location, signal),
    );
    const found = findInArchive(archive.root, location.entry);
    if (!found) throw new UserError('not-found', `There is no "${location.entry.join('/')}" in ${id}.`);
    return { archive, found };
  }
}

/** A link's content is what it points to. */
const sizeOf = ({ size, target }: ArchiveEntry) => (target === undefined ? size : Buffer.byteLength(target));
