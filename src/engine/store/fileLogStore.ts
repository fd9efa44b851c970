import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from '../http/awsError.ts';
import { type Database } from './database.ts';
import { type LogEntry, appendEntries } from './logAppender.ts';
import { LogCatalog, type LogGroup, type LogGroupSettings, type LogStream } from './logCatalog.ts';
import { type Direction, type RunSource } from './logCursor.ts';
import { LogIndex } from './logIndex.ts';
import { type LogPosition } from './logPosition.ts';
import { type StoredEvent, walkEvents } from './logReader.ts';
import { type LogStore } from './logStore.ts';

/** An index is kept in the database when it has grown by so many bytes: reading so much again costs milliseconds. */
const KEEP_EVERY = 8 * 1024 * 1024;

function notFound(what: 'group' | 'stream'): AwsError {
  return new AwsError('ResourceNotFoundException', `The specified log ${what} does not exist.`);
}

function alreadyExists(what: 'group' | 'stream'): AwsError {
  return new AwsError('ResourceAlreadyExistsException', `The specified log ${what} already exists`);
}

/** Log groups and streams in SQLite, each stream's lines in one plain file that others may append to at any moment. */
export class FileLogStore implements LogStore {
  readonly #catalog: LogCatalog;
  readonly #indexes = new Map<number, { index: LogIndex; keptAt: number }>();

  constructor(dataDir: string, database: Database) {
    this.#catalog = new LogCatalog(join(dataDir, 'logs'), database);
  }

  /** See {@link LogStore.openStream}. Runs a transaction of its own. */
  openStream(region: string, group: string, stream: string): string {
    const found = this.#catalog.group(region, group) ?? this.#catalog.addGroup(region, group);
    return (this.#catalog.stream(found, stream) ?? this.#catalog.addStream(found, stream)).file;
  }

  /** @throws AwsError `ResourceAlreadyExistsException` */
  createGroup(region: string, name: string, settings: LogGroupSettings): void {
    if (this.#catalog.group(region, name)) throw alreadyExists('group');
    this.#catalog.addGroup(region, name, settings);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  group(region: string, name: string): LogGroup {
    const group = this.#catalog.group(region, name);
    if (!group) throw notFound('group');
    return group;
  }

  /** The region's groups in order of name. */
  groups(region: string): LogGroup[] {
    return this.#catalog.groups(region);
  }

  updateGroup(group: LogGroup, settings: LogGroupSettings): void {
    this.#catalog.updateGroup(group, settings);
  }

  deleteGroup(group: LogGroup): void {
    for (const stream of this.#catalog.streams(group)) this.#indexes.delete(stream.id);
    this.#catalog.removeGroup(group);
    rmSync(this.#catalog.directoryOf(group), { recursive: true, force: true });
  }

  /** @throws AwsError `ResourceAlreadyExistsException` */
  createStream(group: LogGroup, name: string): void {
    if (this.#catalog.stream(group, name)) throw alreadyExists('stream');
    this.#catalog.addStream(group, name);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  stream(group: LogGroup, name: string): LogStream {
    const stream = this.#catalog.stream(group, name);
    if (!stream) throw notFound('stream');
    return stream;
  }

  /** The group's streams in order of name. */
  streams(group: LogGroup, prefix?: string): LogStream[] {
    return this.#catalog.streams(group, prefix);
  }

  deleteStream(stream: LogStream): void {
    this.#indexes.delete(stream.id);
    this.#catalog.removeStream(stream);
    rmSync(stream.file, { force: true });
  }

  /** Bytes of the group's files. */
  storedBytes(group: LogGroup): number {
    return this.#catalog
      .streams(group)
      .reduce((sum, { file }) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  /** Appends events in the order given and has them on disk when it returns. */
  append(stream: LogStream, entries: readonly LogEntry[]): void {
    appendEntries(stream.file, entries);
  }

  /** The stream's index, up to date with its file. */
  async indexOf(stream: LogStream): Promise<LogIndex> {
    let known = this.#indexes.get(stream.id);
    if (!known) {
      const kept = this.#catalog.keptIndex(stream);
      const index = kept === undefined ? new LogIndex() : LogIndex.fromJson(kept);
      known = { index, keptAt: index.scanned };
      this.#indexes.set(stream.id, known);
    }
    await known.index.refresh(stream.file);
    if (known.index.scanned - known.keptAt >= KEEP_EVERY) {
      known.keptAt = known.index.scanned;
      this.#catalog.keepIndex(stream, known.index.toJson());
    }
    return known.index;
  }

  /** Walks the events of streams as one, in order of time; see {@link walkEvents}. */
  async walk(
    streams: readonly LogStream[],
    from: LogPosition,
    direction: Direction,
    visit: (event: StoredEvent) => boolean,
  ): Promise<void> {
    const runs: RunSource[] = [];
    for (const stream of streams) {
      const { id: streamId, name: streamName, file: path } = stream;
      // Copies: the index goes on growing while the walk lasts.
      for (const run of (await this.indexOf(stream)).runs) {
        runs.push({ streamId, streamName, path, run: { ...run } });
      }
    }
    await walkEvents(runs, from, direction, visit);
  }
}
