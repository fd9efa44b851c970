import * as vscode from 'vscode';
import { withProgressWhenSlow } from '../../platform/progress.ts';
import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';
import { allBuckets } from './buckets.ts';
import { deleteBelow, deleteObject } from './deleteObjects.ts';
import { asFileSystem } from './fileSystemError.ts';
import { KnownObjects } from './knownObjects.ts';
import { moveOrCopy } from './moveOrCopy.ts';
import { readFolder } from './readFolder.ts';
import { readWhole } from './readWhole.ts';
import { locationOf, type S3Location } from './s3FileUri.ts';
import type { S3Objects } from './s3Objects.ts';
import { needEntry } from './statObject.ts';
import { changedMeanwhile } from './writeFailure.ts';

const { File, Directory } = vscode.FileType;

/**
 * S3 as a file system. Prefixes are its folders; one that is empty is kept by a marker, an object whose key ends in `/`.
 * A save goes over the object that was read and no other.
 */
export class S3FileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #objects: S3Objects;
  readonly #tooLarge: (uri: vscode.Uri, error: unknown) => void;
  readonly #known = new KnownObjects();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  /** @param failedToRead hears why a file did not open: VS Code's own message has no buttons of ours. */
  constructor(objects: S3Objects, failedToRead: (uri: vscode.Uri, error: unknown) => void) {
    this.#objects = objects;
    this.#tooLarge = failedToRead;
  }

  /** Nobody tells of changes in S3, and asking over and over would cost: only this window's own writes are heard of. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return asFileSystem(async () => {
      const location = locationOf(uri);
      if (!location) return { type: Directory, ctime: 0, mtime: 0, size: 0 };
      const entry = await needEntry(this.#objects, location).catch((error: unknown) => {
        this.#known.forget(idOf(location));
        throw error;
      });
      if (entry.type === 'folder') return { type: Directory, ctime: 0, mtime: 0, size: 0 };
      if (location.versionId === undefined) {
        const mtime = this.#known.saw(idOf(location), entry.facts);
        return { type: File, ctime: mtime, mtime, size: entry.facts.size };
      }
      const mtime = entry.facts.modifiedAt.getTime();
      const permissions = vscode.FilePermission.Readonly;
      return { type: File, ctime: mtime, mtime, size: entry.facts.size, permissions };
    });
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return asFileSystem(async () => {
      const location = locationOf(uri);
      if (!location) return (await allBuckets(this.#objects.clients)).map(({ name }) => [name, Directory]);
      const { bucket, key } = location;
      const place = { bucket, key: key === '' ? '' : `${key}/` };
      return withProgressWhenSlow('S3', `listing ${s3Uri(bucket, place.key)}`, (signal) =>
        readFolder(this.#objects, place, signal),
      );
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return asFileSystem(async () => {
      const location = needObject(uri);
      const { body, facts } = await this.#objects.open(location);
      try {
        const content = await readWhole(s3Uri(location.bucket, location.key), body, facts.size);
        if (location.versionId === undefined) this.#known.read(idOf(location), facts);
        return content;
      } catch (error) {
        this.#tooLarge(uri, error);
        throw error;
      }
    });
  }

  writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    options: { create: boolean; overwrite: boolean },
  ): Promise<void> {
    return asFileSystem(async () => {
      const location = needWritable(uri);
      const before = options.overwrite ? await this.#whatIsThere(location, options.create) : undefined;
      const when = !options.overwrite ? 'absent' : before ? { etag: before.etag } : undefined;
      const etag = await this.#objects
        .write(location, content, when, before?.kept)
        .catch((error: unknown) => {
          // What was known no longer holds.
          this.#known.forget(idOf(location));
          throw error;
        });
      this.#known.wrote(idOf(location), etag, content.length);
      this.changed(before ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri);
    });
  }

  createDirectory(uri: vscode.Uri): Promise<void> {
    return asFileSystem(async () => {
      const { bucket, key } = needWritable(uri);
      if (await this.#objects.head({ bucket, key })) {
        throw new UserError('already-exists', `${s3Uri(bucket, key)} is an object.`);
      }
      await this.#objects.write({ bucket, key: `${key}/` }, new Uint8Array(), 'absent');
      this.changed(vscode.FileChangeType.Created, uri);
    });
  }

  delete(uri: vscode.Uri, { recursive }: { recursive: boolean }): Promise<void> {
    return asFileSystem(async () => {
      const location = needWritable(uri);
      const entry = await needEntry(this.#objects, location);
      if (entry.type === 'object') await deleteObject(this.#objects.clients, location);
      else await this.#deleteFolder({ bucket: location.bucket, key: `${location.key}/` }, recursive);
      this.#known.forget(idOf(location));
      this.changed(vscode.FileChangeType.Deleted, uri);
    });
  }

  rename(from: vscode.Uri, to: vscode.Uri, { overwrite }: { overwrite: boolean }): Promise<void> {
    return this.#transfer(from, to, overwrite, 'move');
  }

  copy(from: vscode.Uri, to: vscode.Uri, { overwrite }: { overwrite: boolean }): Promise<void> {
    return this.#transfer(from, to, overwrite, 'copy');
  }

  /** Tells everyone who shows these files. */
  changed(type: vscode.FileChangeType, ...uris: vscode.Uri[]): void {
    this.#changed.fire(uris.map((uri) => ({ type, uri })));
  }

  /** Another connection is another S3: nothing that was known holds. */
  reset(): void {
    this.#known.clear();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #transfer(from: vscode.Uri, to: vscode.Uri, overwrite: boolean, act: 'move' | 'copy'): Promise<void> {
    return asFileSystem(async () => {
      const [source, target] = [act === 'move' ? needWritable(from) : needObject(from), needWritable(to)];
      await withProgressWhenSlow(
        'S3',
        `${act === 'move' ? 'moving' : 'copying'} ${s3Uri(source.bucket, source.key)}`,
        (signal) => moveOrCopy(this.#objects, source, target, { overwrite, act, signal }),
      );
      this.#known.forget(idOf(target));
      if (act === 'move') {
        this.#known.forget(idOf(source));
        this.changed(vscode.FileChangeType.Deleted, from);
      }
      this.changed(vscode.FileChangeType.Created, to);
    });
  }

  /** What a write goes over: what VS Code has seen, else what is there. */
  async #whatIsThere(location: S3Location, mayCreate: boolean) {
    const known = this.#known.base(idOf(location));
    if (known?.changed === true) throw changedMeanwhile(s3Uri(location.bucket, location.key), 'changed');
    if (known) return known.facts;
    const entry = await needEntry(this.#objects, location).catch((error: unknown) => {
      if (mayCreate && error instanceof UserError && error.reason === 'not-found') return undefined;
      throw error;
    });
    if (entry?.type === 'folder')
      throw vscode.FileSystemError.FileIsADirectory(s3Uri(location.bucket, location.key));
    return entry?.facts;
  }

  async #deleteFolder(place: S3Place, recursive: boolean): Promise<void> {
    if (!recursive && (await readFolder(this.#objects, place)).length > 0) {
      throw new UserError('invalid-request', `${s3Uri(place.bucket, place.key)} is not empty.`);
    }
    await withProgressWhenSlow('S3', `deleting ${s3Uri(place.bucket, place.key)}`, (signal) =>
      deleteBelow(this.#objects.clients, place, signal),
    );
  }
}

const idOf = ({ bucket, key }: S3Place) => `${bucket}/${key}`;

function needObject(uri: vscode.Uri): S3Location {
  const location = locationOf(uri);
  if (location && location.key !== '') return location;
  throw vscode.FileSystemError.FileIsADirectory(uri);
}

/** @throws when it is a bucket, which is not made, moved or deleted from here, or an old version. */
function needWritable(uri: vscode.Uri): S3Location {
  const location = locationOf(uri);
  if (!location || location.key === '') {
    throw vscode.FileSystemError.NoPermissions('Buckets are not created, renamed or deleted from here.');
  }
  if (location.versionId !== undefined) {
    throw vscode.FileSystemError.NoPermissions(
      'A version of an object cannot be changed; change the object itself.',
    );
  }
  return location;
}
