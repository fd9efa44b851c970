import type * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { InsightsAnswer } from '../../messages/insights.ts';
import { Disposables } from '../../platform/disposables.ts';
import { member, sameLog } from '../targetArgument.ts';
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
  openPage(session: InsightsSession): InsightsPage;
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

  show(connection: Connection, target: TailTarget): void {
    for (const [page, session] of this.#open) {
      if (session.connection !== connection || !sameLog(session.target, target)) continue;
      page.reveal();
      return;
    }
    const session = new InsightsSession(connection, target, this.#history);
    const page = this.#options.openPage(session);
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
