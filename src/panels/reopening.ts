import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { placeKey } from '../connection/place.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { UserError } from '../platform/userError.ts';
import { noticeHtml } from './pageHtml.ts';
import { type Reopening, viewType } from './panel.ts';

/**
 * Opens a page again in the panel that VS Code brings back.
 * @param subject what the page was opened with, as the page kept it: it may be of an earlier version
 * @throws UserError when it is nothing that the page can show
 */
export type Reopen = (
  connection: Connection,
  subject: unknown,
  into: vscode.WebviewPanel,
) => Promise<void> | void;

type Connections = Pick<ConnectionService, 'connect' | 'onDidChange' | 'place'>;

/** What every kind of page takes. */
export interface PageParts {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly returning: ReturningPages;
}

/** Brings pages back after a reload of the window. */
export class ReturningPages extends Disposables {
  readonly #connections: Connections;
  readonly #log: Pick<Log, 'error'>;

  constructor(connections: Connections, log: Log) {
    super();
    this.#connections = connections;
    this.#log = log;
  }

  /** @param load what opens such a page, loaded when the first one comes back */
  register(page: string, load: () => Promise<Reopen>): void {
    this.add(
      vscode.window.registerWebviewPanelSerializer(viewType(page), {
        deserializeWebviewPanel: async (panel, state) => {
          new ReturningPage(this.#connections, this.#log, panel, state, load);
        },
      }),
    );
  }
}

/** A page that is not there yet. It comes once the window is connected to where it was; until then it says what it waits for. */
export class ReturningPage extends Disposables {
  readonly #connections: Connections;
  readonly #log: Pick<Log, 'error'>;
  readonly #panel: vscode.WebviewPanel;
  readonly #reopening: Reopening;
  readonly #load: () => Promise<Reopen>;
  /** One try after the other. */
  #trying = false;

  constructor(
    connections: Connections,
    log: Pick<Log, 'error'>,
    panel: vscode.WebviewPanel,
    state: unknown,
    load: () => Promise<Reopen>,
  ) {
    super();
    this.#connections = connections;
    this.#log = log;
    this.#panel = panel;
    this.#reopening = reopeningIn(state);
    this.#load = load;
    // The panel owns it: it ends with that, or when the page is there.
    this.add(panel.onDidDispose(() => this.dispose()));
    this.add(
      connections.onDidChange(({ kind }) => {
        if (kind === 'connected') void this.#try();
      }),
    );
    this.#say('Connecting…');
    void this.#try();
  }

  async #try(): Promise<void> {
    if (this.#trying) return;
    this.#trying = true;
    try {
      const { connectionKey, subject } = this.#reopening;
      const { place } = this.#connections;
      if (placeKey(place) !== connectionKey)
        throw new UserError('invalid-input', `This page is of another connection than ${place.label}.`, {
          advice: 'Once the window is connected there again, the page is back.',
        });
      const reopen = await this.#load();
      const connection = await this.#connections.connect();
      if (this.isDisposed) return;
      await reopen(connection, subject, this.#panel);
      this.dispose();
    } catch (error) {
      // Closed meanwhile: nobody waits for it.
      if (this.isDisposed) return;
      this.#log.error(`Bring back "${this.#panel.title}"`, error);
      const { message, advice } = explain(error);
      this.#say([message, advice].filter((text) => text !== undefined).join(' '));
    } finally {
      this.#trying = false;
    }
  }

  #say(text: string): void {
    this.#panel.webview.html = noticeHtml(this.#panel.title, text);
  }
}

/** As the page kept it, see `Host`. */
function reopeningIn(state: unknown): Reopening {
  const reopening = memberOf(state, 'reopening');
  const connectionKey = memberOf(reopening, 'connectionKey');
  return {
    connectionKey: typeof connectionKey === 'string' ? connectionKey : '',
    subject: memberOf(reopening, 'subject'),
  };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
