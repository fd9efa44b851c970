import type * as vscode from 'vscode';
import type { LogChannel, LogState } from '../../messages/log.ts';
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
export class LogPanel extends Panel<LogChannel> {
  constructor({ extensionUri, log, source }: LogPanelOptions) {
    super({
      extensionUri,
      log,
      page: 'log',
      title: `Log of ${source.state.title.split(' ').at(-1) ?? ''}`,
      // The page has a search of its own: VS Code's would see only the lines that are drawn.
      findWidget: false,
      handlers: handlersOf(source),
    });
    // A page that nobody sees fetches and draws no rows.
    const tell = (): void => {
      if (this.visible) this.tell('state', source.state);
    };
    tell();
    this.add({ dispose: source.onDidChange(tell) });
    this.add(this.onDidChangeVisible(tell));
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
