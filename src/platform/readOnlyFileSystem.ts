import * as vscode from 'vscode';

/** A file system that nobody writes to; what it reads is its own. */
export abstract class ReadOnlyFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #refusal: string;
  protected readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  /** @param refusal a sentence: why there is nothing to be changed here. */
  constructor(refusal: string) {
    this.#refusal = refusal;
  }

  abstract stat(uri: vscode.Uri): Promise<vscode.FileStat>;
  abstract readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]>;
  abstract readFile(uri: vscode.Uri): Promise<Uint8Array>;

  /** Nothing changes, unless told otherwise. */
  watch(_uri: vscode.Uri): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  writeFile(): never {
    throw this.#refused();
  }
  createDirectory(): never {
    throw this.#refused();
  }
  delete(): never {
    throw this.#refused();
  }
  rename(): never {
    throw this.#refused();
  }

  dispose(): void {
    this.changed.dispose();
  }

  #refused(): vscode.FileSystemError {
    return vscode.FileSystemError.NoPermissions(this.#refusal);
  }
}
