import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { MetricsUpdate, SubjectName, SubjectView } from '../../messages/metrics.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain } from '../../platform/explain.ts';
import { EndpointMetrics } from '../../reports/metrics/endpointMetrics.ts';
import type { MetricSource } from '../../reports/metrics/metricClients.ts';
import { TrainingJobMetrics } from '../../reports/metrics/trainingJobMetrics.ts';

/** Milliseconds between two looks. AWS bills each metric that is asked for, and has a new value each minute. */
const pause = { local: 1_500, aws: 20_000 } as const;
/** Seconds; see `Resolution`. */
const resolution = { local: { finest: 1, delay: 10 }, aws: { finest: 60, delay: 180 } } as const;
/** Asking again does not help. */
const hopeless = new Set(['not-found', 'not-allowed', 'signed-out', 'engine-stopped', 'invalid-request']);

interface Watched {
  readonly subject: SubjectName;
  readonly source: MetricSource;
  problem: string | undefined;
  /** No more is asked until the person wants it. */
  isGivenUp: boolean;
}

/** The jobs or endpoints of one metrics page, asked for what is new while the page is seen and something may come. */
export class MetricsSession extends Disposables {
  readonly connection: Connection;
  readonly #watched = new Map<string, Watched>();
  readonly #updated = this.add(new vscode.EventEmitter<MetricsUpdate>());
  readonly #changedSubjects = this.add(new vscode.EventEmitter<void>());
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #isSeen = true;
  /** One look after the other: each reads on where the last one ended. */
  #looking: Promise<void> = Promise.resolve();
  readonly onDidUpdate = this.#updated.event;
  /** Another job or endpoint is shown, or one is no longer. */
  readonly onDidChangeSubjects = this.#changedSubjects.event;

  constructor(connection: Connection, subjects: readonly SubjectName[]) {
    super();
    this.connection = connection;
    this.add({ dispose: () => this.#end() });
    for (const subject of subjects) this.#watch(subject);
    void this.look();
  }

  /** In the order in which they were added. */
  get subjects(): SubjectName[] {
    return [...this.#watched.values()].map(({ subject }) => subject);
  }

  whole(): MetricsUpdate {
    const all = [...this.#watched.values()].map((one) => withProblem(one.source.whole(), one.problem));
    return {
      subjects: all.flatMap(({ subjects }) => subjects),
      series: all.flatMap(({ series }) => series),
      gone: [],
    };
  }

  /** Shows another one too. */
  show(subject: SubjectName): void {
    if (this.#watched.has(idOf(subject))) return;
    const { source } = this.#watch(subject);
    this.#changedSubjects.fire();
    this.#updated.fire({ ...source.whole(), series: [] });
    void this.look();
  }

  remove(id: string): void {
    if (this.#watched.delete(id)) this.#changedSubjects.fire();
  }

  /** While nobody looks, nothing is asked. */
  set seen(isSeen: boolean) {
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    if (isSeen) void this.look();
    else clearTimeout(this.#timer);
  }

  /** Asks all again, also those that were given up. */
  refresh(): Promise<void> {
    for (const one of this.#watched.values()) one.isGivenUp = false;
    return this.look(true);
  }

  /** Asks now. Never rejects: what a service refuses is told beside its job. */
  async look(all = false): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look(all));
    await this.#looking;
    clearTimeout(this.#timer);
    const wanted = [...this.#watched.values()].some(isWanted);
    if (!wanted || !this.#isSeen || this.#ending.signal.aborted) return;
    this.#timer = setTimeout(() => void this.look(), this.connection.billed ? pause.aws : pause.local);
  }

  #watch(subject: SubjectName): Watched {
    const { kind, name } = subject;
    const Source = kind === 'endpoint' ? EndpointMetrics : TrainingJobMetrics;
    const source = new Source(
      this.connection,
      name,
      this.connection.billed ? resolution.aws : resolution.local,
    );
    const watched: Watched = { subject, source, problem: undefined, isGivenUp: false };
    this.#watched.set(idOf(subject), watched);
    return watched;
  }

  async #look(all: boolean): Promise<void> {
    const asked = [...this.#watched].filter(([, one]) => all || isWanted(one));
    await Promise.all(
      asked.map(async ([id, one]) => {
        const update = await this.#ask(one);
        // Removed meanwhile, or nothing is new but the time.
        if (update && this.#watched.has(id)) this.#updated.fire(withProblem(update, one.problem));
      }),
    );
  }

  async #ask(one: Watched): Promise<MetricsUpdate | undefined> {
    const { signal } = this.#ending;
    try {
      const update = await one.source.poll(signal);
      one.problem = undefined;
      return update;
    } catch (error) {
      if (signal.aborted) return undefined;
      const { reason, message, advice } = explain(error);
      one.problem = advice === undefined ? message : `${message} ${advice}`;
      one.isGivenUp = hopeless.has(reason);
      return { subjects: one.source.whole().subjects, series: [], gone: [] };
    }
  }

  #end(): void {
    this.#ending.abort();
    clearTimeout(this.#timer);
  }
}

function idOf({ kind, name }: SubjectName): string {
  return `${kind}/${name}`;
}

function isWanted({ source, isGivenUp }: Watched): boolean {
  return source.isLive && !isGivenUp;
}

function withProblem(update: MetricsUpdate, problem: string | undefined): MetricsUpdate {
  const subjects = update.subjects.map((subject): SubjectView => ({
    ...subject,
    problem,
    status: problem !== undefined && subject.status === 'Asking…' ? 'Not known' : subject.status,
  }));
  return { ...update, subjects };
}
