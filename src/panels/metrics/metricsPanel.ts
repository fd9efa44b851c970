import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import type { MetricsChannel, SubjectName } from '../../messages/metrics.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel } from '../panel.ts';
import type { MetricsSession } from './metricsSession.ts';
import { pickSubjects } from './pickSubjects.ts';
import { saveFile } from '../saveFile.ts';

export interface MetricsPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** What is shown first, for the title; the session may still be connecting. */
  readonly subjects: readonly SubjectName[];
  readonly session: Promise<MetricsSession>;
  readonly restored?: vscode.WebviewPanel;
}

/** One metrics page. It opens at once; its session, which it owns, may come later. */
export class MetricsPanel extends Disposables {
  readonly #panel: Panel<MetricsChannel>;
  readonly #session: Promise<MetricsSession>;
  readonly onDidClose: vscode.Event<void>;

  constructor({ extensionUri, log, subjects, session, restored }: MetricsPanelOptions) {
    super();
    this.#session = session;
    this.#panel = this.add(
      new Panel<MetricsChannel>({
        extensionUri,
        log,
        page: 'metrics',
        title: titleOf(subjects),
        handlers: this.#handlers(),
        ...(restored && { restored }),
      }),
    );
    this.onDidClose = this.#panel.onDidClose;
    this.add(this.#panel.onDidClose(() => this.dispose()));
    // Who opens it hears why there is none; the page hears it as the answer to its first request.
    session.then(
      (made) => this.#take(made),
      () => undefined,
    );
  }

  get session(): Promise<MetricsSession> {
    return this.#session;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  #take(session: MetricsSession): void {
    this.add(session);
    session.seen = this.#panel.visible;
    this.add(session.onDidUpdate((update) => this.#panel.tell('update', update)));
    this.add(this.#panel.onDidChangeVisible((isSeen) => (session.seen = isSeen)));
  }

  #handlers(): Handlers<MetricsChannel> {
    return {
      load: async () => {
        const session = await this.#session;
        const { label, key } = session.connection;
        return { ...session.whole(), place: { label, connectionKey: key } };
      },
      add: async () => {
        const session = await this.#session;
        const { subjects } = session;
        const kind = subjects[0]?.kind ?? 'trainingJob';
        for (const subject of await pickSubjects(session.connection, kind, subjects)) session.show(subject);
        this.#panel.title = titleOf(session.subjects);
        this.#panel.tell('update', { subjects: session.whole().subjects, series: [], gone: [] });
        return undefined;
      },
      remove: async (id) => {
        const session = await this.#session;
        session.remove(id);
        this.#panel.title = titleOf(session.subjects);
        return undefined;
      },
      refresh: async () => {
        await (await this.#session).refresh();
        return undefined;
      },
      act: async ({ subject, act }) => {
        const [kind = '', ...name] = subject.split('/');
        const command = act === 'clone' ? commands.trainingClone : commands.logsTail;
        await vscode.commands.executeCommand(command.id, { kind, name: name.join('/') });
        return undefined;
      },
      save: (file) => saveFile(file),
    };
  }
}

function titleOf([first, ...others]: readonly SubjectName[]): string {
  if (!first) return 'Metrics';
  return others.length === 0
    ? `Metrics of ${first.name}`
    : `Metrics of ${first.name} and ${others.length} more`;
}
