import * as vscode from 'vscode';
import type {
  AnswerOf,
  Channel,
  EventName,
  FromPage,
  InputOf,
  RequestName,
  ToPage,
} from '../messages/channel.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { pageFolder, pageHtml } from './pageHtml.ts';

/** What answers a page's requests; a handler that throws answers with the error in words for people. */
export type Handlers<C extends Channel> = {
  readonly [Name in RequestName<C>]: (
    input: InputOf<C, Name>,
  ) => Promise<AnswerOf<C, Name>> | AnswerOf<C, Name>;
};

/** What it takes to open a page again after a reload of the window. VS Code keeps it in a file: no secrets. */
export interface Reopening {
  /** Of the connection that the page is of. */
  readonly connectionKey: string;
  /** What the page is opened with, as JSON. */
  readonly subject: unknown;
}

/** VS Code's name for panels with this page. */
export function viewType(page: string): string {
  return `sagemaker.${page}`;
}

export interface PanelOptions<C extends Channel> {
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'error'>;
  /** The folder below webview/ and the view type. */
  readonly page: string;
  readonly title: string;
  readonly column?: vscode.ViewColumn;
  /** False where the page has a search of its own. */
  readonly findWidget?: boolean;
  readonly handlers: Handlers<C>;
  /** Absent where a page does not come back. */
  readonly reopening?: Reopening;
  /** A panel of an earlier window that VS Code brings back; its page is loaded into it. */
  readonly restored?: vscode.WebviewPanel | undefined;
}

/** The extension's side of one webview panel: loads the page, answers its requests, and tells it what has changed. */
export class Panel<C extends Channel> extends Disposables {
  readonly #panel: vscode.WebviewPanel;
  readonly #options: PanelOptions<C>;
  /** Not among what is owned: a listener that disposes this panel would keep the others from hearing it. */
  readonly #closed = new vscode.EventEmitter<void>();
  /** Told for sure once the page listens, and to a page that VS Code loads anew in another window. Of an event only the last value counts. */
  readonly #last = new Map<string, ToPage>();
  #revision = 0;
  #ready = false;
  #gone = false;
  readonly onDidClose = this.#closed.event;
  readonly #seen = new vscode.EventEmitter<boolean>();
  /** It is seen, or is no longer. */
  readonly onDidChangeVisible = this.#seen.event;

  constructor(options: PanelOptions<C>) {
    super();
    this.#options = options;
    const { extensionUri, page, title, column = vscode.ViewColumn.Active, findWidget = true } = options;
    const content = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
    this.#panel =
      options.restored ??
      vscode.window.createWebviewPanel(viewType(page), title, column, {
        ...content,
        enableFindWidget: findWidget,
        // The page's own state is small and is kept by itself, but rebuilding long tables at each tab switch flickers.
        retainContextWhenHidden: true,
      });
    this.#panel.webview.options = content;
    this.#panel.title = title;
    // A file cannot take the theme's colour as the activity bar's icon does.
    this.#panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media/page-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media/page-dark.svg'),
    };
    this.add(this.#panel.webview.onDidReceiveMessage((message: FromPage) => this.#receive(message)));
    this.add(this.#seen);
    let visible = this.#panel.visible;
    this.add(
      this.#panel.onDidChangeViewState(() => {
        if (visible !== this.#panel.visible) this.#seen.fire((visible = this.#panel.visible));
      }),
    );
    this.add(
      this.#panel.onDidDispose(() => {
        this.#gone = true;
        this.#closed.fire();
        this.#closed.dispose();
        this.dispose();
      }),
    );
    this.add({ dispose: () => this.close() });
    if (options.reopening) this.reopenWith(options.reopening);
    this.#panel.webview.html = pageHtml(this.#panel.webview, extensionUri, page, title);
  }

  get visible(): boolean {
    return !this.#gone && this.#panel.visible;
  }

  set title(title: string) {
    if (!this.#gone) this.#panel.title = title;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    if (!this.#gone) this.#panel.dispose();
  }

  tell<Name extends EventName<C>>(name: Name, value: C['events'][Name]): void {
    this.#tell(`event ${name}`, { type: 'event', name, value, revision: ++this.#revision });
  }

  /** What brings the page back from now on; the page keeps it. */
  reopenWith(reopening: Reopening): void {
    this.#tell('reopening', { type: 'reopening', reopening });
  }

  #tell(key: string, message: ToPage): void {
    // VS Code keeps what is posted until the page has loaded, which spares the page a question and its wait. Where it takes
    // the page for loaded before the script listens, this comes again after `ready`. One value only: each would be drawn.
    if (this.#ready || !this.#last.has(key)) this.#post(message);
    this.#last.set(key, message);
  }

  #receive(message: FromPage): void {
    if (message.type === 'ready') {
      this.#ready = true;
      for (const message of this.#last.values()) this.#post(message);
    } else void this.#answer(message);
  }

  async #answer({ id, name, input }: FromPage & { type: 'request' }): Promise<void> {
    const handlers: Readonly<Record<string, ((input: never) => unknown) | undefined>> =
      this.#options.handlers;
    try {
      const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
      if (!handler) throw new Error(`The panel "${this.#options.page}" answers no "${name}".`);
      this.#post({ type: 'answer', id, answer: await handler(input as never) });
    } catch (error) {
      const { reason, message, advice } = explain(error);
      if (reason !== 'cancelled') this.#options.log.error(`${this.#options.title}: ${name}`, error);
      this.#post({ type: 'failure', id, failure: { message, advice } });
    }
  }

  #post(message: ToPage): void {
    // False means that the page is gone, and then nobody waits for it.
    if (!this.#gone) void this.#panel.webview.postMessage(message);
  }
}
