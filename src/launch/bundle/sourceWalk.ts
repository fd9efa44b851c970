import type { Dirent } from 'node:fs';
import { lstat, open, opendir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent, isUnreadable } from './fileErrors.ts';
import { type Budget, folderSize } from './folderSize.ts';
import type { IgnoreRules } from './ignoreRules.ts';
import { canBeKept, contentLeftOut, type LeftOutReason, namedLeftOut } from './leftOut.ts';
import type { GeneratedFile } from './sourceEntry.ts';
import { brokenLinks, followLink, linkTo, nameBelow } from './sourceLinks.ts';
import { SourceTally } from './sourceListing.ts';

export interface WalkOptions {
  /** Absolute paths of data that is sent as a channel, by path. */
  readonly channels?: ReadonlyMap<string, string>;
  /** Absolute files that are sent whatever the ignore files say, such as the script itself. */
  readonly always?: readonly string[];
  /** Files that are made for the launch; each takes the place of one of its name on disk. */
  readonly generated?: readonly GeneratedFile[];
  /** The name of a notebook whose script is among `generated`. */
  readonly notebook?: string;
  /** The walk ends where it has found this many files. */
  readonly mostFiles: number;
  readonly signal?: AbortSignal;
}

interface Folder {
  readonly path: string;
  /** Empty for the source folder itself. */
  readonly name: string;
  /** As `realpath` has it, with those around it that a link has led out of. */
  readonly inside: readonly string[];
  readonly rules: IgnoreRules;
}

/** Files whose sizes are asked for at once. */
const atOnce = 32;
/** Entries of what is left out that are counted for its size, all together. */
const sizeBudget = 30_000;
/** A folder may hold this many times more entries that are ignored than files may be found. */
const lookedAtPerFile = 10;

/** One walk through a source folder. It finds; it reads no file but ignore files. */
export class SourceWalk {
  readonly tally = new SourceTally();
  readonly #options: WalkOptions;
  readonly #folder: string;
  #root = '';
  #lookedAt = 0;

  constructor(folder: string, options: WalkOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Yields whenever something new is in `tally`. */
  async *run(rules: IgnoreRules): AsyncGenerator<void, void> {
    this.#root = await realpath(this.#folder);
    for (const file of this.#options.generated ?? []) this.tally.add(file);
    // The last is looked at first: depth first holds the fewest folders.
    const waiting: Folder[] = [{ path: this.#folder, name: '', inside: [this.#root], rules }];
    for (let folder = waiting.pop(); folder && !this.tally.more; folder = waiting.pop())
      yield* this.#visit(folder, waiting);
    await this.#addMissed();
    for (const link of brokenLinks(this.tally.entries)) {
      this.tally.removeLink(link);
      this.#leaveOut(link.name, { why: 'brokenLink' });
    }
    yield* this.#measure();
  }

  async *#visit(folder: Folder, waiting: Folder[]): AsyncGenerator<void, void> {
    const entries = await this.#read(folder);
    if (!entries) return;
    const names = new Set(entries.map(({ name }) => name));
    const inRoot = folder.name === '';
    const why = inRoot
      ? undefined
      : contentLeftOut(folder.name.slice(folder.name.lastIndexOf('/') + 1), names);
    if (why && !(canBeKept(why) && folder.rules.verdict(folder.path, true) === 'kept')) {
      this.#leaveOut(folder.name, why);
      return;
    }
    const rules = inRoot ? folder.rules : await folder.rules.within(folder.path, names);
    for (let at = 0; at < entries.length && !this.tally.more; at += atOnce) {
      this.#options.signal?.throwIfAborted();
      const some = entries.slice(at, at + atOnce);
      const below = await Promise.all(some.map((entry) => this.#entry(entry, { ...folder, rules })));
      waiting.push(...below.filter((found) => found !== undefined));
      yield;
    }
  }

  /** The folder's entries; undefined for one that nobody may look into. */
  async #read(folder: Folder): Promise<Dirent[] | undefined> {
    const entries: Dirent[] = [];
    try {
      for await (const entry of await opendir(folder.path, { bufferSize: 256 })) {
        entries.push(entry);
        this.#lookedAt += 1;
        if (this.#lookedAt % 4096 === 0) this.#options.signal?.throwIfAborted();
        if (this.#lookedAt <= this.#options.mostFiles * lookedAtPerFile) continue;
        this.tally.more = true;
        break;
      }
    } catch (error) {
      if (folder.name === '' || !(isUnreadable(error) || isAbsent(error))) throw error;
      if (isUnreadable(error)) this.#leaveOut(folder.name, { why: 'unreadable' });
      return undefined;
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Takes a file in, or leaves an entry out. @returns a folder to look into */
  async #entry(entry: Dirent, folder: Folder): Promise<Folder | undefined> {
    const path = join(folder.path, entry.name);
    const name = folder.name === '' ? entry.name : `${folder.name}/${entry.name}`;
    let { inside } = folder;
    let isFolder = entry.isDirectory();
    // Read as UTF-8, other bytes become this character, and the name is no file's any more.
    if (entry.name.includes('\uFFFD') && !(await lstat(path).catch(() => undefined))) {
      this.#leaveOut(name, this.#reason(path, entry.name, isFolder, folder.rules) ?? { why: 'badName' });
      return;
    }
    if (entry.isSymbolicLink()) {
      // Before it is followed: what is ignored may lead anywhere.
      if (this.#reason(path, entry.name, false, folder.rules)?.why === 'ignored') {
        this.#leaveOut(name, { why: 'ignored' });
        return;
      }
      const end = await followLink(path, name, this.#root, inside);
      if (end.kind === 'circle') {
        this.#leaveOut(name, { why: 'circularLink' });
        return;
      }
      if (end.kind === 'nowhere') {
        this.#leaveOut(name, { why: 'brokenLink' });
        return;
      }
      if (end.kind === 'inside') {
        this.tally.add(linkTo(name, end.name));
        return undefined;
      }
      isFolder = (await stat(path)).isDirectory();
      if (isFolder) inside = [...inside, end.real];
    }
    const reason = this.#made(name) ?? this.#reason(path, entry.name, isFolder, folder.rules);
    if (reason) {
      this.#leaveOut(name, reason);
      return;
    }
    if (isFolder) return { path, name, inside, rules: folder.rules };
    await this.#file(path, name);
    return undefined;
  }

  /** Of files that a generated one stands for. */
  #made(name: string): LeftOutReason | undefined {
    if (name === this.#options.notebook) return { why: 'notebook' };
    return this.#options.generated?.some((file) => file.name === name) ? { why: 'replaced' } : undefined;
  }

  #reason(path: string, name: string, isFolder: boolean, rules: IgnoreRules): LeftOutReason | undefined {
    if (!isFolder && this.#options.always?.includes(path)) return undefined;
    const channel = this.#options.channels?.get(path);
    if (channel !== undefined) return { why: 'channel', channel };
    const verdict = rules.verdict(path, isFolder);
    const named = namedLeftOut(name, isFolder);
    if (named && !(verdict === 'kept' && canBeKept(named))) return named;
    return verdict === 'ignored' ? { why: 'ignored' } : undefined;
  }

  async #file(path: string, name: string): Promise<void> {
    try {
      const found = await stat(path);
      if (!found.isFile()) {
        this.#leaveOut(name, { why: 'special' });
        return;
      }
      // Opened: what the permissions say is not all on Windows, nor on a network's disk.
      await (await open(path)).close();
      if (this.tally.entries.length >= this.#options.mostFiles) {
        this.tally.more = true;
        return;
      }
      const executable = process.platform !== 'win32' && (found.mode & 0o100) !== 0;
      this.tally.add({ kind: 'file', name, path, size: found.size, executable });
    } catch (error) {
      if (isUnreadable(error)) this.#leaveOut(name, { why: 'unreadable' });
      // Gone since it was listed: there is nothing to send.
      else if (!isAbsent(error)) throw error;
    }
  }

  /** The script goes along even from a folder that was not looked into. */
  async #addMissed(): Promise<void> {
    const found = new Set(this.tally.entries.map(({ name }) => name));
    for (const path of this.#options.always ?? []) {
      const name = nameBelow(this.#folder, path);
      if (name !== undefined && !found.has(name)) await this.#file(path, name);
    }
  }

  /** Sizes of what is left out, as far as they can be had quickly. */
  async *#measure(): AsyncGenerator<void, void> {
    const budget: Budget = { entries: sizeBudget };
    for (const [index, item] of this.tally.leftOut.entries()) {
      if (['special', 'brokenLink', 'circularLink', 'unreadable', 'badName'].includes(item.reason.why))
        continue;
      const path = join(this.#folder, item.name);
      const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? true;
      if (isLink) continue;
      const size = await folderSize(path, budget, this.#options.signal);
      this.tally.leftOut[index] = { ...item, ...size };
      yield;
    }
  }

  #leaveOut(name: string, reason: LeftOutReason): void {
    this.tally.leftOut.push({ name, reason, bytes: undefined, more: false });
  }
}
