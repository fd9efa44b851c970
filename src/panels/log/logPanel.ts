import type * as vscode from 'vscode';
import type { LogChannel, LogState } from '../../messages/log.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel } from '../panel.ts';

/** The whole log that a page shows, and what answers its requests. The panel owns none of it. */
export interface LogPageSource extends Handlers<LogChannel> {
  readonly state: LogState;
  /** @returns what ends the listening */
  onDidChange(listener: () => void): () => void;
}

export interface LogPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly source: LogPageSource;
}

/** One log page. What closes it, person or program, is told by `onDidClose`; the source is the caller's to end. */
export class LogPanel extends Disposables {
  readonly #panel: Panel<LogChannel>;
  readonly onDidClose: vscode.Event<void>;

  constructor({ extensionUri, log, source }: LogPanelOptions) {
    super();
    this.#panel = this.add(
      new Panel<LogChannel>({
        extensionUri,
        log,
        page: 'log',
        title: `Log of ${source.state.title.split(' ').at(-1) ?? ''}`,
        // The page has a search of its own: VS Code's would see only the lines that are drawn.
        findWidget: false,
        handlers: handlersOf(source),
      }),
    );
    this.onDidClose = this.#panel.onDidClose;
    const tell = (): void => this.#panel.tell('state', source.state);
    tell();
    this.add({ dispose: source.onDidChange(tell) });
    this.add(this.#panel.onDidClose(() => this.dispose()));
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.close();
  }
}

function handlersOf(source: LogPageSource): Handlers<LogChannel> {
  return {
    rows: (input) => source.rows(input),
    look: (input) => source.look(input),
    find: (input) => source.find(input),
    rowOf: (input) => source.rowOf(input),
    copy: (input) => source.copy(input),
    save: () => source.save(undefined),
    openText: () => source.openText(undefined),
    openLink: (input) => source.openLink(input),
    openLine: (input) => source.openLine(input),
  };
}
