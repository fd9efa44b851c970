import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import type { MetricsChannel, SubjectName } from '../../messages/metrics.ts';
import type { Log } from '../../platform/log.ts';
import { type Handlers, Panel } from '../panel.ts';
import { saveFile } from '../saveFile.ts';
import type { MetricsSession } from './metricsSession.ts';
import { pickSubjects } from './pickSubjects.ts';

export interface MetricsPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** The panel's from here on. */
  readonly session: MetricsSession;
  readonly restored?: vscode.WebviewPanel | undefined;
}

/** One metrics page. */
export class MetricsPanel extends Panel<MetricsChannel> {
  readonly session: MetricsSession;

  constructor({ extensionUri, log, session, restored }: MetricsPanelOptions) {
    super({
      extensionUri,
      log,
      page: 'metrics',
      title: titleOf(session.subjects),
      handlers: handlersOf(session),
      reopening: reopeningOf(session),
      restored,
    });
    this.session = this.add(session);
    session.seen = this.visible;
    this.add(session.onDidUpdate((update) => this.tell('update', update)));
    this.add(
      session.onDidChangeSubjects(() => {
        this.title = titleOf(session.subjects);
        this.reopenWith(reopeningOf(session));
      }),
    );
    this.add(this.onDidChangeVisible((isSeen) => (session.seen = isSeen)));
  }
}

function handlersOf(session: MetricsSession): Handlers<MetricsChannel> {
  return {
    load: () => session.whole(),
    add: async () => {
      const { connection, subjects } = session;
      const kind = subjects[0]?.kind ?? 'trainingJob';
      for (const subject of await pickSubjects(connection, kind, subjects)) session.show(subject);
      return undefined;
    },
    remove: (id) => {
      session.remove(id);
      return undefined;
    },
    refresh: async () => {
      await session.refresh();
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

function reopeningOf({ connection, subjects }: MetricsSession) {
  return { connectionKey: connection.key, subject: subjects };
}

function titleOf([first, ...others]: readonly SubjectName[]): string {
  if (!first) return 'Metrics';
  return others.length === 0
    ? `Metrics of ${first.name}`
    : `Metrics of ${first.name} and ${others.length} more`;
}
