import type * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import { namedResource } from '../../catalog/namedResource.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import type { MetricsUpdate, SubjectName } from '../../messages/metrics.ts';
import { Disposables } from '../../platform/disposables.ts';
import { pick } from '../../platform/pick.ts';
import type { PageParts, Reopen } from '../reopening.ts';
import { MetricsPanel } from './metricsPanel.ts';
import { MetricsSession } from './metricsSession.ts';

export interface MetricsDependencies extends PageParts {
  readonly connections: ConnectionService;
}

/** The open metrics pages, loaded with the first of them. */
export class MetricsFeature extends Disposables {
  readonly #given: MetricsDependencies;
  readonly #open = new Set<MetricsPanel>();

  constructor(given: MetricsDependencies) {
    super();
    this.#given = given;
    this.add({ dispose: () => [...this.#open].forEach((panel) => panel.dispose()) });
  }

  /**
   * "Show Metrics": of a tree node, `{kind, name}`, several of them, or what the person chooses.
   * @param more the tree's selection, or `{untilValues: true}`: then it waits until the page has values and returns all that
   * the page has
   */
  async show(argument: unknown, more: unknown): Promise<MetricsUpdate | undefined> {
    const connection = await this.#given.connections.connect();
    const selected = Array.isArray(more) ? more : Array.isArray(argument) ? argument : [argument];
    const given = selected.flatMap((one) => subjectOf(one) ?? []);
    const subjects = given.length > 0 ? given : await ask(connection);
    if (subjects.length === 0) return undefined;
    const panel = this.#panelOf(connection, subjects);
    return waits(more) ? valuesOf(panel.session) : undefined;
  }

  /** Opens a page again in the panel of an earlier window. */
  readonly reopen: Reopen = (connection, subject, into) => {
    const subjects = Array.isArray(subject) ? subject.flatMap((one) => subjectOf(one) ?? []) : [];
    this.#panelOf(connection, subjects, into);
  };

  #panelOf(
    connection: Connection,
    subjects: readonly SubjectName[],
    restored?: vscode.WebviewPanel,
  ): MetricsPanel {
    const open = [...this.#open].find(
      ({ session }) => session.connection === connection && keyOf(session.subjects) === keyOf(subjects),
    );
    if (open) {
      restored?.dispose();
      open.reveal();
      return open;
    }
    const { extensionUri, log } = this.#given;
    const session = new MetricsSession(connection, subjects);
    const panel = new MetricsPanel({ extensionUri, log, session, restored });
    this.#open.add(panel);
    panel.onDidClose(() => this.#open.delete(panel));
    return panel;
  }
}

function keyOf(subjects: readonly SubjectName[]): string {
  return subjects.map(({ kind, name }) => `${kind}/${name}`).join(' ');
}

function subjectOf(argument: unknown): SubjectName | undefined {
  const found = namedResource(argument, 'trainingJob', 'endpoint');
  return found && (found.kind === 'trainingJob' || found.kind === 'endpoint')
    ? { kind: found.kind, name: found.name }
    : undefined;
}

async function ask(connection: Connection): Promise<SubjectName[]> {
  const chosen = await pick({
    title: 'Show Metrics',
    placeholder: 'A training job or an endpoint; more can be laid over in the page',
    empty: 'There is no training job and no endpoint yet',
    load: async (signal) => {
      const lists = (['trainingJob', 'endpoint'] as const).map((kind) =>
        choices(connection, kindOf(kind), { signal }),
      );
      return (await Promise.all(lists)).flat();
    },
  });
  const subject = subjectOf(chosen);
  return subject ? [subject] : [];
}

function waits(options: unknown): boolean {
  return (
    typeof options === 'object' &&
    options !== null &&
    'untilValues' in options &&
    options.untilValues === true
  );
}

/** All that the page has, once it has values. */
async function valuesOf(session: MetricsSession): Promise<MetricsUpdate> {
  while (session.whole().series.length === 0) {
    await new Promise<void>((resolve) => {
      const listening = session.onDidUpdate(() => {
        listening.dispose();
        resolve();
      });
    });
  }
  return session.whole();
}
