import * as vscode from 'vscode';
import type { ConnectionService } from '../../../connection/connectionService.ts';
import { explain } from '../../../platform/explain.ts';
import { ReadOnlyFileSystem } from '../../../platform/readOnlyFileSystem.ts';
import { largestDocument } from '../largestDocument.ts';
import type { LoadWholeLogs } from '../wholeParts.ts';
import type { LogLease } from '../wholeLogs.ts';
import { parseLogUri } from './logUri.ts';

/** A document that grows is read again no more often, and ten times less often than that takes. Milliseconds. */
const readAgainAfter = 500;
/** How long a log is held that someone looked at without an editor: a hover, a diff. Milliseconds. */
const heldFor = 10_000;

interface Opened {
  readonly lease: LogLease;
  readonly stop: () => void;
  /** Editors and others that watch. */
  watchers: number;
  changed: number;
  size: number;
  /** That the log had when it was read last; undefined before. */
  lines: number | undefined;
  timer: NodeJS.Timeout | undefined;
  leaving: NodeJS.Timeout | undefined;
  /** What reading took last. Milliseconds. */
  took: number;
}

/** Whole logs as read-only text files that grow. */
export class LogFileSystem extends ReadOnlyFileSystem {
  readonly #connections: ConnectionService;
  readonly #load: LoadWholeLogs;
  readonly #opened = new Map<string, Promise<Opened>>();

  constructor(connections: ConnectionService, load: LoadWholeLogs) {
    super('A log cannot be changed.');
    this.#connections = connections;
    this.#load = load;
  }

  override watch(uri: vscode.Uri): vscode.Disposable {
    // VS Code watches folders of what it restores, too.
    if (!parseLogUri(uri)) return new vscode.Disposable(() => undefined);
    const opened = this.#open(uri);
    opened.then(
      (one) => {
        one.watchers += 1;
        clearTimeout(one.leaving);
      },
      () => undefined,
    );
    return new vscode.Disposable(() => {
      opened.then(
        (one) => {
          one.watchers -= 1;
          this.#leaveSoon(uri, one);
        },
        () => undefined,
      );
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { changed, size, lease } = await this.#open(uri);
    const permissions = vscode.FilePermission.Readonly;
    // Before it was read, what the log has is near enough: VS Code wants to know whether it is too large.
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: changed,
      size: size > 0 ? size : Math.min(largestDocument, lease.log.spool.bytes),
      permissions,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const opened = await this.#open(uri);
    const { log } = opened.lease;
    const { documentText, lineText } = await this.#load();
    await log.caughtUp;
    const began = performance.now();
    const line = parseLogUri(uri)?.line;
    const signal = new AbortController().signal;
    opened.lines = log.spool.lines;
    const content =
      line === undefined
        ? await documentText(log.spool, largestDocument, signal)
        : await lineText(log.spool, line);
    opened.size = content.length;
    opened.took = performance.now() - began;
    return content;
  }

  readDirectory(): Promise<[string, vscode.FileType][]> {
    return Promise.resolve([]);
  }

  override dispose(): void {
    for (const opening of this.#opened.values()) opening.then(end, () => undefined);
    this.#opened.clear();
    super.dispose();
  }

  #open(uri: vscode.Uri): Promise<Opened> {
    const key = uri.toString();
    const known = this.#opened.get(key);
    if (known) return known;
    const opening = this.#acquire(uri);
    this.#opened.set(key, opening);
    opening.catch(() => this.#opened.delete(key));
    return opening;
  }

  async #acquire(uri: vscode.Uri): Promise<Opened> {
    const name = parseLogUri(uri);
    if (!name) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      const connection = await this.#connections.connect();
      if (connection.key !== name.connectionKey)
        throw new Error(`This log is of another connection than ${connection.label}.`);
      const lease = await (await this.#load()).logs.acquire(connection, name.target);
      const opened: Opened = {
        lease,
        stop: lease.log.onDidChange(() => this.#grown(uri, opened)),
        watchers: 0,
        changed: Date.now(),
        size: 0,
        lines: undefined,
        timer: undefined,
        leaving: undefined,
        took: 0,
      };
      this.#leaveSoon(uri, opened);
      return opened;
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(explain(error).message);
    }
  }

  #grown(uri: vscode.Uri, opened: Opened): void {
    if (opened.timer || parseLogUri(uri)?.line !== undefined) return;
    opened.timer = setTimeout(
      () => {
        opened.timer = undefined;
        const { lines } = opened.lease.log.spool;
        const isSame = opened.lines === undefined || opened.lines === lines || opened.size >= largestDocument;
        if (isSame || opened.watchers === 0) return;
        opened.changed = Date.now();
        this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      },
      Math.max(readAgainAfter, opened.took * 10),
    );
  }

  #leaveSoon(uri: vscode.Uri, opened: Opened): void {
    if (opened.watchers > 0) return;
    clearTimeout(opened.leaving);
    opened.leaving = setTimeout(() => {
      if (opened.watchers > 0) return;
      this.#opened.delete(uri.toString());
      end(opened);
    }, heldFor);
  }
}

function end(opened: Opened): void {
  clearTimeout(opened.timer);
  clearTimeout(opened.leaving);
  opened.stop();
  opened.lease.release();
}
