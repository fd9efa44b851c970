import { basename, dirname, isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { LaunchSpec } from '../spec/launchSpec.ts';

/** Milliseconds without a change until it is told: a save or a checkout changes several files. */
const quiet = 400;

/** Tells when something that a launch sends has changed on disk: in its source folder, or right in the places of its data. */
export class SourceWatch implements vscode.Disposable {
  readonly #changed: () => void;
  #followed = '';
  readonly #watchers: vscode.FileSystemWatcher[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Watches what this spec sends, and nothing else. */
  follow({ sourceFolder, channels }: Pick<LaunchSpec, 'sourceFolder' | 'channels'>): void {
    const data = channels.flatMap(({ source }) => ('path' in source ? [source.path] : []));
    const followed = JSON.stringify([sourceFolder, data]);
    if (followed === this.#followed) return;
    this.dispose();
    this.#followed = followed;
    if (sourceFolder !== '') this.#watch(sourceFolder, '**/*');
    for (const path of data.filter((one) => isAbsolute(one))) {
      // Of data, which may be more files than a system watches, only what lies right there; a launch reads it again anyway.
      this.#watch(path, '*');
      this.#watch(dirname(path), basename(path));
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.splice(0)) watcher.dispose();
    this.#followed = '';
  }

  #watch(folder: string, files: string): void {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), files);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#changed, quiet);
    };
    watcher.onDidChange(soon);
    watcher.onDidCreate(soon);
    watcher.onDidDelete(soon);
    this.#watchers.push(watcher);
  }
}
