import type * as vscode from 'vscode';
import type { CompareChannel } from '../../messages/compare.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { Panel } from '../panel.ts';
import { saveFile } from '../saveFile.ts';
import type { ComparedJobs } from './comparedJobs.ts';

export interface ComparePanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly jobs: ComparedJobs;
  /** Lets the person choose jobs; those that are there already are not offered. */
  readonly choose: (known: readonly string[]) => Promise<readonly string[]>;
  readonly openDetails: (name: string) => Promise<void>;
  readonly showMetrics: (names: readonly string[]) => Promise<void>;
}

/** Milliseconds between two looks at what runs, while the page is seen. */
const pace = { local: 2_000, aws: 15_000 } as const;

/** The compare page of some jobs. It asks for what runs again while it is seen, and ends with its panel. */
export class ComparePanel extends Disposables {
  readonly #panel: Panel<CompareChannel>;
  readonly #jobs: ComparedJobs;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  readonly onDidClose: vscode.Event<void>;

  constructor({ extensionUri, log, jobs, choose, openDetails, showMetrics }: ComparePanelOptions) {
    super();
    this.#jobs = this.add(jobs);
    this.#log = log;
    this.#panel = this.add(
      new Panel<CompareChannel>({
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
      }),
    );
    this.onDidClose = this.#panel.onDidClose;
    this.add(jobs.onDidChange((comparison) => this.#panel.tell('comparison', comparison)));
    this.add({ dispose: () => clearTimeout(this.#timer) });
    this.add(this.#panel.onDidClose(() => this.dispose()));
    this.#lookLater();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => void this.#look(), this.#jobs.connection.billed ? pace.aws : pace.local);
  }

  async #look(): Promise<void> {
    try {
      if (this.#panel.visible && this.#jobs.comparison.isRunning) await this.#jobs.refresh(true);
    } catch (error) {
      this.#log.error('Renew the comparison', error);
    }
    if (!this.isDisposed) this.#lookLater();
  }
}
