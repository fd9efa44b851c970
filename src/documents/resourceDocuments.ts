import * as vscode from 'vscode';
import { kindOf } from '../catalog/catalog.ts';
import { documentText } from '../catalog/documentText.ts';
import type { ResourceReference } from '../catalog/resource.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { abortSignal } from '../platform/cancellation.ts';
import { isCancellation } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { UserError } from '../platform/userError.ts';
import { problemText } from './problemText.ts';
import { parseResourceUri } from './resourceUri.ts';
import { elsewhere, here } from './whereabouts.ts';

/** What a document of this scheme shows, and whether that will change by itself. */
interface Content {
  readonly text: string;
  readonly inProgress: boolean;
  /** What the resource was when it could last be read, and when. */
  readonly known?: { readonly document: object; readonly at: Date } | undefined;
}

/** Resources as read-only JSON documents: the answer of Describe. */
export class ResourceDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #connections: ConnectionService;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #shown = new Map<string, Content>();
  /** Read by a refresh, and not drawn yet. */
  readonly #fresh = new Map<string, Content>();
  readonly onDidChange = this.#changed.event;

  constructor(connections: ConnectionService, log: Log) {
    this.#connections = connections;
    this.#log = log;
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const key = uri.toString();
    // A refresh has just read it and asked for the document to be drawn.
    const fresh = this.#fresh.get(key);
    this.#fresh.delete(key);
    const content = fresh ?? (await this.#load(uri, abortSignal(token)));
    this.#shown.set(key, content);
    return content.text;
  }

  /** Still in progress when it was last read. */
  inProgress(uri: vscode.Uri): boolean {
    return this.#shown.get(uri.toString())?.inProgress ?? false;
  }

  /** Reads a resource again, and has the document drawn anew when it says something else. */
  async refresh(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const content = await this.#load(uri);
    const before = this.#shown.get(key);
    if (!before || content.text === before.text) return;
    this.#fresh.set(key, content);
    this.#changed.fire(uri);
  }

  forget(uri: vscode.Uri): void {
    this.#shown.delete(uri.toString());
    this.#fresh.delete(uri.toString());
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #load(uri: vscode.Uri, signal?: AbortSignal): Promise<Content> {
    const named = parseResourceUri(uri);
    if (!named) throw new UserError('not-found', `"${uri.toString(true)}" names no SageMaker resource`);
    const kind = kindOf(named.kind);
    try {
      const { document, resource } = await this.#describe(named, signal);
      const inProgress = kind.status(resource)?.inProgress ?? false;
      return { text: documentText(document), inProgress, known: { document, at: new Date() } };
    } catch (error) {
      if (signal?.aborted || isCancellation(error)) throw error;
      this.#log.error(`Describe ${kind.singular} "${named.name}"`, error);
      // An editor shows no reason when a provider throws: the document itself says it.
      const known = this.#shown.get(uri.toString())?.known;
      return { text: problemText(kind.singular, named.name, error, known), inProgress: false, known };
    }
  }

  async #describe(named: ResourceReference, signal: AbortSignal | undefined) {
    const connection = await this.#connections.connect();
    const there = await elsewhere(named.arn, connection);
    // One of the same name may well be here, and it would be the wrong one.
    if (there !== undefined) {
      throw new UserError(
        'invalid-input',
        `it is in ${there}, and this window is connected to ${await here(connection)}`,
        {
          advice: 'Switch the connection to look at it.',
        },
      );
    }
    return kindOf(named.kind).describe(connection, named, signal);
  }
}
