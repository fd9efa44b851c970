import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Failure, FromPage, ToPage } from '../../../src/messages/channel.ts';

type Answer = { readonly answer: unknown } | { readonly failure: Failure };

/** A webview's page that is the test: what it posts and gets are a panel's real messages. */
export class PageDouble {
  readonly #received = new vscode.EventEmitter<FromPage>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #asked = new Map<number, (answer: Answer) => void>();
  readonly #webview = {
    options: {},
    html: '',
    cspSource: '',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: this.#received.event,
    postMessage: (message: ToPage) => {
      this.posted.push(message);
      if (message.type === 'answer' || message.type === 'failure') this.#asked.get(message.id)?.(message);
      return Promise.resolve(true);
    },
  };

  /** What the panel has posted, oldest first. */
  readonly posted: ToPage[] = [];

  /** @param open opens the panel whose page this is */
  constructor(open: () => unknown) {
    const window = vscode.window as unknown as Record<string, unknown>;
    const before = window['createWebviewPanel'];
    window['createWebviewPanel'] = () => ({
      webview: this.#webview,
      ...{ title: '', visible: true, reveal: () => undefined, dispose: () => this.close() },
      ...{ onDidChangeViewState: () => ({ dispose: () => undefined }), onDidDispose: this.#closed.event },
    });
    try {
      open();
    } finally {
      window['createWebviewPanel'] = before;
    }
    this.listens();
  }

  /** It has been loaded: at first, and when VS Code puts it into another window. */
  listens(): void {
    this.#received.fire({ type: 'ready' });
  }

  ask(name: string, input?: unknown): Promise<Answer> {
    const id = this.#asked.size;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#received.fire({ type: 'request', id, name, input });
    });
  }

  /** What a request is refused with. */
  async refused(name: string, input?: unknown): Promise<Failure> {
    const answered = await this.ask(name, input);
    return 'failure' in answered ? answered.failure : assert.fail(`"${name}" was not refused`);
  }

  close(): void {
    this.#closed.fire();
  }
}
