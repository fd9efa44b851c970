import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { Disposables } from '../platform/disposables.ts';
import type { ResourceDocuments } from './resourceDocuments.ts';
import { scheme } from './resourceUri.ts';

/** Milliseconds between two looks at a resource that is in progress. */
const every = 2000;

/** Keeps the details that are on screen true: while their resource is in progress, and after this window has changed something. */
export class DocumentRefresher extends Disposables {
  readonly #connections: ConnectionService;
  readonly #documents: ResourceDocuments;
  #timer: NodeJS.Timeout | undefined;

  constructor(connections: ConnectionService, documents: ResourceDocuments) {
    super();
    this.#connections = connections;
    this.#documents = documents;
    this.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#schedule()));
    this.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === scheme) this.#schedule();
      }),
    );
    this.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => documents.forget(uri)));
    this.add(connections.onDidWrite(() => void this.#refresh(visibleUris())));
    // Another connection may not have what is shown, or have another one of that name.
    this.add(
      connections.onDidChange(({ kind }) => kind === 'connected' && void this.#refresh(visibleUris())),
    );
    this.add({ dispose: () => clearTimeout(this.#timer) });
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const uris = visibleUris().filter((uri) => this.#documents.inProgress(uri));
    if (uris.length === 0) return;
    this.#timer = setTimeout(() => void this.#refresh(uris).finally(() => this.#schedule()), every);
  }

  async #refresh(uris: readonly vscode.Uri[]): Promise<void> {
    if (this.#connections.state.kind !== 'connected') return;
    await Promise.all(uris.map((uri) => this.#documents.refresh(uri)));
  }
}

function visibleUris(): vscode.Uri[] {
  const uris = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  return uris.filter((uri) => uri.scheme === scheme);
}
