import * as vscode from 'vscode';

/** Milliseconds without a change until it is told: a save or a checkout changes several files. */
const quiet = 400;

/** Tells when something in a launch's source folder has changed on disk. */
export class SourceWatch implements vscode.Disposable {
  readonly #changed: () => void;
  #folder = '';
  #watcher: vscode.FileSystemWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Watches this folder, and no other. */
  follow(folder: string): void {
    if (folder === this.#folder) return;
    this.dispose();
    this.#folder = folder;
    if (folder === '') return;
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#changed, quiet);
    };
    watcher.onDidChange(soon);
    watcher.onDidCreate(soon);
    watcher.onDidDelete(soon);
    this.#watcher = watcher;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher?.dispose();
    this.#watcher = undefined;
    this.#folder = '';
  }
}
