import * as vscode from 'vscode';
import { kindOf } from '../catalog/catalog.ts';
import { documentText } from '../catalog/documentText.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { abortSignal } from '../platform/cancellation.ts';
import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { UserError } from '../platform/userError.ts';
import { parseResourceUri } from './resourceUri.ts';

/** What a document of this scheme shows, and whether that will change by itself. */
interface Content {
  readonly text: string;
  readonly inProgress: boolean;
}

/** Resources as read-only JSON documents: the answer of Describe. */
export class ResourceDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #connections: ConnectionService;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #shown = new Map<string, Content>();
  readonly onDidChange = this.#changed.event;

  constructor(connections: ConnectionService, log: Log) {
    this.#connections = connections;
    this.#log = log;
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const content = await this.#load(uri, abortSignal(token));
    this.#shown.set(uri.toString(), content);
    return content.text;
  }

  /** Still in progress when it was last read. */
  inProgress(uri: vscode.Uri): boolean {
    return this.#shown.get(uri.toString())?.inProgress ?? false;
  }

  /** Reads a resource again, and has the document drawn anew when it says something else. */
  async refresh(uri: vscode.Uri): Promise<void> {
    const before = this.#shown.get(uri.toString());
    const content = await this.#load(uri);
    if (before && content.text !== before.text) this.#changed.fire(uri);
  }

  forget(uri: vscode.Uri): void {
    this.#shown.delete(uri.toString());
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #load(uri: vscode.Uri, signal?: AbortSignal): Promise<Content> {
    const named = parseResourceUri(uri);
    if (!named) throw new UserError('not-found', `"${uri.toString(true)}" names no SageMaker resource`);
    const kind = kindOf(named.kind);
    try {
      const { document, resource } = await kind.describe(await this.#connections.connect(), named, signal);
      return { text: documentText(document), inProgress: kind.status(resource)?.inProgress ?? false };
    } catch (error) {
      this.#log.error(`Describe ${kind.singular} "${named.name}"`, error);
      // An editor shows no reason when a provider throws: the document itself says it.
      return { text: failureText(`${kind.singular} "${named.name}"`, error), inProgress: false };
    }
  }
}

function failureText(what: string, error: unknown): string {
  const { message, advice } = explain(error);
  return documentText({ error: `Cannot describe ${what}: ${message}`, ...(advice ? { advice } : {}) });
}
