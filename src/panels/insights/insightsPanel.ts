import * as vscode from 'vscode';
import type {
  InsightsAnswer,
  InsightsChannel,
  InsightsPlace,
  InsightsStatistics,
} from '../../messages/insights.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel } from '../panel.ts';
import type { PageParts, Reopen } from '../reopening.ts';
import { saveFile } from '../saveFile.ts';

/** What runs the page's queries. The panel does not own it. */
export interface InsightsSource {
  readonly title: string;
  readonly connection: { readonly key: string };
  /** Whose log it queries, as JSON. */
  readonly target: unknown;
  onStatistics: (statistics: InsightsStatistics) => void;
  load(): Promise<InsightsPlace>;
  run(text: string, minutes: number | undefined): Promise<InsightsAnswer>;
  cancel(): void;
  record(pointer: string): Promise<Readonly<Record<string, string>>>;
}

/** Opens pages of queries, and hears what opens them again after a reload of the window. */
export function insightsPanels({ extensionUri, log, returning }: PageParts) {
  return {
    openPage: (source: InsightsSource, restored?: vscode.WebviewPanel) =>
      new InsightsPanel({ extensionUri, log, source, restored }),
    onPageReturn: (load: () => Promise<Reopen>) => returning.register('insights', load),
  };
}

interface InsightsPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly source: InsightsSource;
  readonly restored?: vscode.WebviewPanel | undefined;
}

/** One page of queries. */
class InsightsPanel extends Panel<InsightsChannel> {
  constructor({ extensionUri, log, source, restored }: InsightsPanelOptions) {
    const name = source.title.split(' ').at(-1) ?? '';
    super({
      extensionUri,
      log,
      page: 'insights',
      title: `Query ${name}`,
      handlers: handlersOf(source, name),
      reopening: { connectionKey: source.connection.key, subject: source.target },
      restored,
    });
    source.onStatistics = (statistics) => this.tell('statistics', statistics);
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
