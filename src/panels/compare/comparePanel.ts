import type * as vscode from 'vscode';
import type { CompareChannel, Comparison } from '../../messages/compare.ts';
import type { Log } from '../../platform/log.ts';
import { Panel } from '../panel.ts';
import { saveFile } from '../saveFile.ts';
import type { ComparedJobs } from './comparedJobs.ts';

export interface ComparePanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** The panel's from here on. */
  readonly jobs: ComparedJobs;
  /** Lets the person choose jobs; those that are there already are not offered. */
  readonly choose: (known: readonly string[]) => Promise<readonly string[]>;
  readonly openDetails: (name: string) => Promise<void>;
  readonly showMetrics: (names: readonly string[]) => Promise<void>;
  readonly restored?: vscode.WebviewPanel | undefined;
}

/** Milliseconds between two looks at what runs, while the page is seen. */
const pace = { local: 2_000, aws: 15_000 } as const;

/** The compare page of some jobs. While it is seen it asks again for those that run. */
export class ComparePanel extends Panel<CompareChannel> {
  readonly #jobs: ComparedJobs;
  #isRunning = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ComparePanelOptions) {
    const { extensionUri, log, jobs, choose, openDetails, showMetrics, restored } = options;
    super({
      extensionUri,
      log,
      page: 'compare',
      title: 'Compare Jobs',
      handlers: {
        refresh: () => jobs.refresh(false),
        add: async () => jobs.take(await choose(jobs.names)),
        remove: (name) => jobs.remove(name),
        openDetails,
        showMetrics: () => showMetrics(jobs.names),
        save: saveFile,
      },
      restored,
    });
    this.#jobs = this.add(jobs);
    this.add(jobs.onDidChange((comparison) => this.#show(comparison)));
    this.add(this.onDidChangeVisible(() => this.#look()));
    this.add({ dispose: () => clearTimeout(this.#timer) });
  }

  #show(comparison: Comparison): void {
    this.tell('comparison', comparison);
    this.reopenWith({ connectionKey: this.#jobs.connection.key, subject: this.#jobs.names });
    this.#isRunning = comparison.isRunning;
    clearTimeout(this.#timer);
    if (this.#isRunning)
      this.#timer = setTimeout(() => this.#look(), this.#jobs.connection.billed ? pace.aws : pace.local);
  }

  /** Once it is answered, what has changed is shown, and the next look is due. */
  #look(): void {
    if (this.visible && this.#isRunning) void this.#jobs.refresh(true);
  }
}
