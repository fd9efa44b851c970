import type * as vscode from 'vscode';
import type { LogChannel, LogState } from '../../messages/log.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel, type Reopening } from '../panel.ts';
import type { PageParts, Reopen } from '../reopening.ts';

/** The whole log that a page shows, and what answers its requests. The panel owns none of it. */
export interface LogPageSource extends Handlers<LogChannel> {
  readonly state: LogState;
  /** @returns what ends the listening */
  onDidChange(listener: () => void): () => void;
}

/** Opens log pages, and hears what opens them again after a reload of the window. */
export function logPanels({ extensionUri, log, returning }: PageParts) {
  return {
    openPage: (source: LogPageSource, reopening: Reopening, restored?: vscode.WebviewPanel) =>
      new LogPanel({ extensionUri, log, source, reopening, restored }),
    onPageReturn: (load: () => Promise<Reopen>) => returning.register('log', load),
  };
}

interface LogPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly source: LogPageSource;
  readonly reopening: Reopening;
  readonly restored?: vscode.WebviewPanel | undefined;
}

/** One log page. What closes it, person or program, is told by `onDidClose`; the source is the caller's to end. */
class LogPanel extends Panel<LogChannel> {
  constructor({ extensionUri, log, source, reopening, restored }: LogPanelOptions) {
    super({
      extensionUri,
      log,
      page: 'log',
      title: `Log of ${source.state.title.split(' ').at(-1) ?? ''}`,
      // The page has a search of its own: VS Code's would see only the lines that are drawn.
      findWidget: false,
      handlers: handlersOf(source),
      reopening,
      restored,
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
