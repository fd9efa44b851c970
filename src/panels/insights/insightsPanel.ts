import * as vscode from 'vscode';
import type {
  InsightsAnswer,
  InsightsChannel,
  InsightsPlace,
  InsightsStatistics,
} from '../../messages/insights.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel } from '../panel.ts';
import { saveFile } from '../saveFile.ts';

/** What runs the page's queries. The panel does not own it. */
export interface InsightsSource {
  readonly title: string;
  onStatistics: (statistics: InsightsStatistics) => void;
  load(): Promise<InsightsPlace>;
  run(text: string, minutes: number | undefined): Promise<InsightsAnswer>;
  cancel(): void;
  record(pointer: string): Promise<Readonly<Record<string, string>>>;
}

export interface InsightsPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly source: InsightsSource;
}

/** One page of queries. */
export class InsightsPanel extends Disposables {
  readonly #panel: Panel<InsightsChannel>;
  readonly onDidClose: vscode.Event<void>;

  constructor({ extensionUri, log, source }: InsightsPanelOptions) {
    super();
    const name = source.title.split(' ').at(-1) ?? '';
    this.#panel = this.add(
      new Panel<InsightsChannel>({
        extensionUri,
        log,
        page: 'insights',
        title: `Query ${name}`,
        handlers: handlersOf(source, name),
      }),
    );
    this.onDidClose = this.#panel.onDidClose;
    source.onStatistics = (statistics) => this.#panel.tell('statistics', statistics);
    this.add(this.#panel.onDidClose(() => this.dispose()));
  }

  reveal(): void {
    this.#panel.reveal();
  }
}

function handlersOf(source: InsightsSource, name: string): Handlers<InsightsChannel> {
  return {
    load: () => source.load(),
    run: ({ text, minutes }) => source.run(text, minutes),
    cancel: () => {
      source.cancel();
      return undefined;
    },
    record: (pointer) => source.record(pointer),
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage('$(check) Copied', 2000);
      return undefined;
    },
    save: ({ csv }) => saveFile({ name: `query-${name}.csv`, type: 'csv', content: csv }),
  };
}
