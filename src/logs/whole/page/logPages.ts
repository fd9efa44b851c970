import * as vscode from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import { commands } from '../../../manifest/commands.ts';
import type { TailTarget } from '../../tailTarget.ts';
import { openLink } from '../../tailLinks.ts';
import { logUri } from '../document/logUri.ts';
import { Scanner } from '../scan/scanner.ts';
import type { WholeLog } from '../wholeLog.ts';
import type { LogLease } from '../wholeLogs.ts';
import { LogPageSource } from './logPageSource.ts';

/** A page that is open. */
export interface LogPage {
  dispose(): void;
  readonly onDidClose: vscode.Event<void>;
  reveal(): void;
}
/**
 * Opens a page with what it shows.
 * @param reopening what brings it back after a reload of the window
 * @param into the panel of an earlier window that it comes back in
 */
export type OpenLogPage = (
  source: LogPageSource,
  reopening: { readonly connectionKey: string; readonly subject: TailTarget },
  into: vscode.WebviewPanel | undefined,
) => LogPage;

/** The log pages of a window: one a log. */
export class LogPages implements vscode.Disposable {
  readonly #program: string;
  readonly #openPage: OpenLogPage;
  readonly #open = new Map<WholeLog, LogPage>();

  constructor(program: string, openPage: OpenLogPage) {
    this.#program = program;
    this.#openPage = openPage;
  }

  /** Shows the page of a log, a new one unless one is open. The lease is the page's from here on. */
  show(connection: Connection, lease: LogLease, into?: vscode.WebviewPanel): void {
    const { log } = lease;
    const shown = this.#open.get(log);
    if (shown) {
      lease.release();
      into?.dispose();
      shown.reveal();
      return;
    }
    const scanner = new Scanner(this.#program);
    const source = new LogPageSource(log, scanner, actsOf(connection, log));
    const page = this.#openPage(source, { connectionKey: connection.key, subject: log.target }, into);
    this.#open.set(log, page);
    page.onDidClose(() => {
      this.#open.delete(log);
      source.dispose();
      scanner.dispose();
      lease.release();
    });
  }

  dispose(): void {
    for (const page of [...this.#open.values()]) page.dispose();
  }
}

function actsOf(
  { key: connectionKey }: Connection,
  { target }: WholeLog,
): ConstructorParameters<typeof LogPageSource>[2] {
  const run = async (id: string, ...args: unknown[]): Promise<undefined> => {
    await vscode.commands.executeCommand(id, ...args);
    return undefined;
  };
  return {
    save: () => run(commands.logsSave.id, target),
    openText: () => run(commands.logsOpenDocument.id, target, { as: 'text' }),
    openLine: async (line) => {
      await vscode.window.showTextDocument(logUri({ connectionKey, target, line }));
      return undefined;
    },
    openLink: async (to) => {
      if (to.type === 'url') await vscode.env.openExternal(vscode.Uri.parse(to.url, true));
      else await openLink(target, to);
      return undefined;
    },
    toClipboard: async (text) => {
      await vscode.env.clipboard.writeText(text);
    },
  };
}
