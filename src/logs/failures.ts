import * as vscode from 'vscode';
import { kindOf } from '../catalog/catalog.ts';
import type { SubjectEnd } from './follow/subject.ts';
import { openAt, ownFile, type SourceFolders } from './sourceFiles.ts';
import type { TailTarget } from './tailTarget.ts';
import type { Traceback } from './text/traceback.ts';

interface Place {
  readonly file: vscode.Uri;
  /** From 1. */
  readonly line: number;
}

/** Shows failures of what is tailed where people look for errors: a message, and the Problems panel at their own line. */
export class Failures implements vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection('sagemaker');
  readonly #folders: SourceFolders;
  readonly #edits: vscode.Disposable;

  constructor(folders: SourceFolders) {
    this.#folders = folders;
    // What was edited is no longer what failed.
    this.#edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && this.#problems.has(document.uri)) this.#problems.delete(document.uri);
    });
  }

  /** A new run of the same sources: what the last one left is over. */
  clearFor(name: string): void {
    const folder = this.#folders.sourceFolder(name);
    if (folder === undefined) return;
    const inside: vscode.Uri[] = [];
    this.#problems.forEach((file) => {
      if (file.fsPath.startsWith(folder)) inside.push(file);
    });
    for (const file of inside) this.#problems.delete(file);
  }

  /** Puts the failure into the Problems panel and says it once; the promise does not wait for an answer. */
  async show(
    target: TailTarget,
    { reason }: SubjectEnd,
    traceback: Traceback | undefined,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    const place = traceback && (await this.#placeOf(target.name, traceback));
    if (traceback && place) await this.#addProblem(target, place, traceback.error);
    const why = traceback?.error ?? reason?.split('\n')[0] ?? 'SageMaker gives no reason.';
    void this.#say(`${sentence(kindOf(target.kind).singular)} ${target.name} failed: ${why}`, place, showLog);
  }

  dispose(): void {
    this.#problems.dispose();
    this.#edits.dispose();
  }

  /** The innermost frame that is the person's own code. */
  async #placeOf(name: string, { frames }: Traceback): Promise<Place | undefined> {
    for (const { file: printed, line } of [...frames].reverse()) {
      const file = await ownFile(this.#folders, name, printed);
      if (file) return { file, line };
    }
    return undefined;
  }

  async #addProblem(target: TailTarget, { file, line }: Place, error: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(file);
    const text = document.lineAt(Math.min(Math.max(0, line - 1), document.lineCount - 1));
    const start = new vscode.Position(text.lineNumber, text.firstNonWhitespaceCharacterIndex);
    const problem = new vscode.Diagnostic(
      new vscode.Range(start, text.range.end),
      error,
      vscode.DiagnosticSeverity.Error,
    );
    problem.source = `SageMaker: ${target.name}`;
    this.#problems.set(file, [problem]);
  }

  /** @param showLog undefined where the log is in sight anyway */
  async #say(message: string, place: Place | undefined, showLog: (() => void) | undefined): Promise<void> {
    const [log, source] = ['Show Log', 'Go to Line'];
    const actions = [...(place ? [source] : []), ...(showLog ? [log] : [])];
    const chosen = await vscode.window.showErrorMessage(message, ...actions);
    if (chosen === log) showLog?.();
    else if (chosen === source && place) await openAt(place.file, place.line);
  }
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
