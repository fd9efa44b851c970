import * as vscode from 'vscode';

type Entry = readonly [vscode.Uri, vscode.Diagnostic];

/** The failures in the Problems panel: those of each script until it is edited, or a run of it does better. */
export class ProblemList implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('sagemaker');
  readonly #ofScripts = new Map<string, readonly Entry[]>();
  readonly #watching: vscode.Disposable;

  constructor() {
    // What was edited is no longer what failed.
    this.#watching = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && this.#collection.has(document.uri)) this.#leave(document.uri);
    });
  }

  get isEmpty(): boolean {
    return this.#ofScripts.size === 0;
  }

  /** @param script whose: a later run of the same script takes the place of this one. */
  set(script: string, entries: readonly Entry[]): void {
    this.#ofScripts.delete(script);
    if (entries.length > 0) this.#ofScripts.set(script, entries);
    this.#draw();
  }

  clear(script: string): void {
    this.set(script, []);
  }

  dispose(): void {
    this.#watching.dispose();
    this.#collection.dispose();
  }

  #leave(uri: vscode.Uri): void {
    for (const [script, entries] of this.#ofScripts) {
      const left = entries.filter(([at]) => at.toString() !== uri.toString());
      if (left.length === 0) this.#ofScripts.delete(script);
      else this.#ofScripts.set(script, left);
    }
    this.#draw();
  }

  #draw(): void {
    const byFile = new Map<string, { uri: vscode.Uri; problems: vscode.Diagnostic[] }>();
    for (const [uri, problem] of [...this.#ofScripts.values()].flat()) {
      const at = byFile.get(uri.toString()) ?? { uri, problems: [] };
      at.problems.push(problem);
      byFile.set(uri.toString(), at);
    }
    this.#collection.clear();
    for (const { uri, problems } of byFile.values()) this.#collection.set(uri, problems);
  }
}
