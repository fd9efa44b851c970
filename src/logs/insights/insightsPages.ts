import type * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { InsightsAnswer } from '../../messages/insights.ts';
import { Disposables } from '../../platform/disposables.ts';
import { UserError } from '../../platform/userError.ts';
import type { OnPageReturn, ReopenPage } from '../returningPage.ts';
import { member, sameLog, targetArgument } from '../targetArgument.ts';
import type { TailTarget } from '../tailTarget.ts';
import { InsightsSession } from './insightsSession.ts';
import { QueryHistory } from './queryHistory.ts';

/** A page that is open, as this room sees it. */
export interface InsightsPage {
  dispose(): void;
  reveal(): void;
  readonly onDidClose: vscode.Event<void>;
}

export interface InsightsOptions {
  /** Keeps the queries that were run. */
  readonly memento: vscode.Memento;
  /** @param into the panel of an earlier window that it comes back in */
  openPage(session: InsightsSession, into?: vscode.WebviewPanel): InsightsPage;
  readonly onPageReturn: OnPageReturn;
}

/** The open pages, one a job or endpoint, and queries without a page. */
export class InsightsPages extends Disposables {
  readonly #options: InsightsOptions;
  readonly #history: QueryHistory;
  readonly #open = new Map<InsightsPage, InsightsSession>();

  constructor(options: InsightsOptions) {
    super();
    this.#options = options;
    this.#history = new QueryHistory(options.memento);
    this.add({
      dispose: () => {
        for (const page of this.#open.keys()) page.dispose();
      },
    });
  }

  /** Opens a page again in the panel of an earlier window. */
  readonly reopen: ReopenPage = (connection, subject, into) => {
    const target = targetArgument(subject);
    if (!target)
      throw new UserError('invalid-input', 'It is not known any more whose log this page queries.');
    this.show(connection, target, into);
  };

  show(connection: Connection, target: TailTarget, into?: vscode.WebviewPanel): void {
    for (const [page, session] of this.#open) {
      if (session.connection !== connection || !sameLog(session.target, target)) continue;
      into?.dispose();
      page.reveal();
      return;
    }
    const session = new InsightsSession(connection, target, this.#history);
    const page = this.#options.openPage(session, into);
    this.#open.set(page, session);
    page.onDidClose(() => {
      session.cancel();
      this.#open.delete(page);
    });
  }

  /** Runs a query without a page, for tasks and tests. */
  query(connection: Connection, target: TailTarget, { text, minutes }: QueryOption): Promise<InsightsAnswer> {
    return new InsightsSession(connection, target, this.#history).run(text, minutes);
  }
}

export interface QueryOption {
  readonly text: string;
  /** Undefined: since it was created. */
  readonly minutes: number | undefined;
}

/** What a caller of the command gives to have no page: `{query: '…', minutes: 60}`. */
export function queryOption(options: unknown): QueryOption | undefined {
  const [text, minutes] = [member(options, 'query'), member(options, 'minutes')];
  if (typeof text !== 'string') return undefined;
  return { text, minutes: typeof minutes === 'number' ? minutes : undefined };
}
