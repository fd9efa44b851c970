import * as vscode from 'vscode';
import { mapLine } from '../../analysis/failures/lineMap.ts';
import type { S3Place } from '../../platform/s3Uri.ts';
import { type SourceFolders, sourceFile } from '../sourceFiles.ts';
import type { SentLine } from './blame.ts';
import type { FailureAccount } from './failureAccount.ts';

/** How files in S3 are named as documents. */
export interface SentFiles {
  inArchive(place: S3Place, entry: readonly string[]): vscode.Uri;
  object(place: S3Place): vscode.Uri;
}

/** Where a line of the code that was sent is now. */
export interface Place {
  readonly uri: vscode.Uri;
  /** From 1. */
  readonly line: number;
  /**
   * `same`: the file is as it was sent, or nothing is known of what was sent. `moved`: the file has changed, the line has not.
   * `changed`: the line is not there any more, and this is the file as it was sent.
   */
  readonly state: 'same' | 'moved' | 'changed';
  /** The person's own file, and the one that was sent, where there are both. */
  readonly own?: vscode.Uri;
  readonly sent?: vscode.Uri;
}

/** Milliseconds for which a file that was sent is not read again. */
const keptFor = 5000;

/** Finds the person's own files for those that a job ran, and what was sent where the two differ. */
export class Sources {
  readonly #folders: SourceFolders;
  readonly #files: SentFiles;
  /** A traceback has many frames in one file, and an archive is read from its beginning for each look into it. */
  readonly #texts = new Map<string, Promise<string | undefined>>();
  #textsUntil = 0;

  constructor(folders: SourceFolders, files: SentFiles) {
    this.#folders = folders;
    this.#files = files;
  }

  /** The folder that a job's code was sent from, where this workspace knows it. */
  folderOf({ target }: Pick<FailureAccount, 'target'>): string | undefined {
    return this.#folders.sourceFolder(target.name);
  }

  /** @returns undefined when neither the workspace nor S3 has the file. */
  async place(account: FailureAccount, { path, line }: SentLine): Promise<Place | undefined> {
    const own = await sourceFile(this.#folders, account.target.name, path);
    const sent = this.sentUri(account, path);
    const before = await this.#sentText(sent);
    if (own === undefined)
      return before === undefined || !sent ? undefined : { uri: sent, line, state: 'changed' };
    if (before === undefined || !sent) return { uri: own, line, state: 'same' };
    const now = await textOf(own);
    if (now === undefined || lines(now).join('\n') === lines(before).join('\n'))
      return { uri: own, line, state: 'same', own, sent };
    const mapped = mapLine(lines(before), lines(now), line);
    return mapped === undefined
      ? { uri: sent, line, state: 'changed', own, sent }
      : { uri: own, line: mapped, state: 'moved', own, sent };
  }

  /** The text of a file as it was sent, else as it is. */
  async read(account: FailureAccount, path: string): Promise<string | undefined> {
    return (
      (await this.#sentText(this.sentUri(account, path))) ??
      (await textOf(await sourceFile(this.#folders, account.target.name, path)))
    );
  }

  /** What was sent, as a document. */
  sentUri({ source: { object, folder } }: FailureAccount, path: string): vscode.Uri | undefined {
    if (!object) return undefined;
    if (!/\.(?:tar\.gz|tgz|tar)$/i.test(object.key)) return this.#files.object(object);
    const entry = [...folder.split('/'), ...path.split('/')].filter((name) => name !== '');
    return this.#files.inArchive(object, entry);
  }

  #sentText(uri: vscode.Uri | undefined): Promise<string | undefined> {
    if (Date.now() > this.#textsUntil) {
      this.#texts.clear();
      this.#textsUntil = Date.now() + keptFor;
    }
    const key = uri?.toString() ?? '';
    const text = this.#texts.get(key) ?? textOf(uri);
    this.#texts.set(key, text);
    return text;
  }
}

const lines = (text: string): string[] => text.split(/\r?\n/);

/** Undefined for what cannot be read: the archive may be deleted, or not be the person's to read. */
async function textOf(uri: vscode.Uri | undefined): Promise<string | undefined> {
  if (!uri) return undefined;
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
