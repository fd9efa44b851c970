import * as vscode from 'vscode';
import type { Progress } from '../../analysis/progress/jobProgress.ts';
import type { Resource, ResourceReference } from '../../catalog/resource.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import type { Log } from '../../platform/log.ts';
import type { LogEvent } from '../follow/logSource.ts';
import type { SubjectState } from '../follow/subject.ts';
import type { TailTarget } from '../tailTarget.ts';
import { tellsProgress } from './progressKind.ts';
import { WatchedJob } from './watchedJob.ts';

/** What reads logs, with the kinds that have some: wanted when a job runs. */
const loadReading = () => import('./readNext.ts');

/** Milliseconds between two looks at one job's log, by those who look at its row. */
const askEvery = 30_000;
/** On this machine, for those who want to know when it ends; and between two looks at whether that is due. */
const here = { ask: 1500, look: 2000 };
/** After a refusal. */
const rest = 5 * 60_000;
/** While there is no stream yet; and between two looks at whether something is due, for those who watch. */
const listEvery = 8_000;
const mostJobs = 200;

/** An open tail that brings a job's lines, and how the job stands. */
export interface ProgressFeed {
  take(events: readonly LogEvent[]): void;
  state(state: SubjectState): void;
  end(): void;
}

/** How far one job is, for whoever shows it until it ends; it is asked for though no row of it is drawn. */
export interface WatchedProgress {
  /** Undefined while its log does not tell. */
  readonly progress: Progress | undefined;
  /** Its final state, once it has one. */
  readonly ended: SubjectState | undefined;
  /** An open tail shows it. */
  readonly followed: boolean;
  /** Asks now, unless a tail brings what there is. @throws what SageMaker or CloudWatch answers */
  ask(): Promise<void>;
  /** Nobody shows it any longer. */
  end(): void;
}

/**
 * Knows how far running jobs are, from lines that tails bring anyway. Of a job without a tail it asks for the last lines of
 * one host, and only when somebody asks what to show for it: no more often than every 30 seconds.
 */
export class ProgressWatch extends Disposables {
  readonly #connections: ConnectionService;
  readonly #log: Log;
  readonly #changed = this.add(new vscode.EventEmitter<ResourceReference['name']>());
  /** By kind and name, of the connection that is shown; longest known first. */
  readonly #jobs = new Map<string, WatchedJob>();
  #abort = new AbortController();
  /** Of the job of this name there is something else to show; every five seconds at most, its end at once. */
  readonly onDidChange = this.#changed.event;

  constructor(connections: ConnectionService, log: Log) {
    super();
    this.#connections = connections;
    this.#log = log;
    this.add(connections.onDidChange(({ kind }) => kind !== 'connecting' && this.#forget()));
    this.add({ dispose: () => this.#forget() });
  }

  /** `45 % · 12 min left` of a job in progress whose row is drawn; asks for its log when that is due. */
  text(resource: Resource): string | undefined {
    const { kind, name } = resource;
    if (!tellsProgress(kind)) return undefined;
    const job = this.#job({ kind, name });
    this.#askWhenDue({ kind, name }, job);
    return job.text(Date.now());
  }

  /** For a tail that is opened: what it shows is read for progress too. */
  feed(connection: Connection, target: TailTarget): ProgressFeed | undefined {
    if (!tellsProgress(target.kind)) return undefined;
    const job = this.#job(target);
    job.feeds += 1;
    const { signal } = this.#abort;
    // How many epochs there will be is an extra, too.
    void this.#describe(connection, target, job, signal).catch(this.#unknown(target, signal));
    return {
      take: (events) => job.take(events),
      state: (state) => job.state(state),
      end: () => {
        job.feeds -= 1;
        if (job.feeds === 0 && job.ended) this.#changed.fire(target.name);
      },
    };
  }

  /** What is known of a job without asking. */
  known(target: Pick<TailTarget, 'kind' | 'name'>): string | undefined {
    return this.#jobs.get(keyOf(target))?.text(Date.now());
  }

  /** For whoever shows a job of the connection that is shown, until it ends what it gets. */
  watch(target: TailTarget): WatchedProgress {
    const job = this.#job(target);
    job.watchers += 1;
    const { signal } = this.#abort;
    const timer = setInterval(
      () => {
        if (signal.aborted || job.ended) return;
        this.#askWhenDue(target, job);
        job.look();
      },
      this.#isHere ? here.look : listEvery,
    );
    return {
      get progress() {
        return job.progress(Date.now());
      },
      get ended() {
        return job.ended;
      },
      get followed() {
        return job.feeds > 0;
      },
      ask: async () => {
        if (job.feeds === 0) await this.#ask(target, job);
      },
      end: () => {
        clearInterval(timer);
        job.watchers -= 1;
      },
    };
  }

  get #isHere(): boolean {
    return this.#connections.place.kind === 'this-machine';
  }

  #job(target: Pick<TailTarget, 'kind' | 'name'>): WatchedJob {
    const key = keyOf(target);
    const job = this.#jobs.get(key) ?? new WatchedJob(() => this.#changed.fire(target.name));
    this.#jobs.delete(key);
    this.#jobs.set(key, job);
    for (const [oldest, { feeds, watchers }] of this.#jobs) {
      if (this.#jobs.size <= mostJobs) break;
      if (feeds + watchers > 0) continue;
      this.#jobs.get(oldest)?.dispose();
      this.#jobs.delete(oldest);
    }
    return job;
  }

  #askWhenDue(target: TailTarget, job: WatchedJob): void {
    const now = Date.now();
    const every = job.watchers > 0 && this.#isHere ? here.ask : askEvery;
    if (job.feeds > 0 || now < job.restUntil || now - job.askedAt < every) return;
    void this.#ask(target, job).catch(this.#unknown(target, this.#abort.signal));
  }

  #ask(target: TailTarget, job: WatchedJob): Promise<void> {
    job.asking ??= this.#read(target, job).finally(() => (job.asking = undefined));
    return job.asking;
  }

  async #read(target: TailTarget, job: WatchedJob): Promise<void> {
    const { signal } = this.#abort;
    job.askedAt = Date.now();
    try {
      const connection = await this.#connections.connect();
      // Who watches it wants to know when it ends.
      if (job.watchers > 0) job.described = undefined;
      const described = this.#describe(connection, target, job, signal);
      await (job.watchers > 0 ? described : described.catch(this.#unknown(target, signal)));
      const { readNext } = await loadReading();
      job.take(await readNext(connection, target, job, signal));
      if (job.streams.length === 0) job.askedAt += listEvery - askEvery;
    } catch (error) {
      if (!signal.aborted && !isCancellation(error)) job.restUntil = Date.now() + rest;
      throw error;
    }
  }

  /** Its hyperparameters, once: they say how many epochs there will be. How it stands, for those who watch. */
  #describe(connection: Connection, target: TailTarget, job: WatchedJob, signal: AbortSignal): Promise<void> {
    if (target.kind !== 'trainingJob' && job.watchers === 0) return Promise.resolve();
    job.described ??= loadReading()
      .then(({ describeJob }) => describeJob(connection, target, signal))
      .then(
        ({ hyperparameters, state }) => {
          job.know(hyperparameters);
          job.state(state);
        },
        (error: unknown) => {
          job.described = undefined;
          throw error;
        },
      );
    return job.described;
  }

  /** How far it is is an extra: who may not read logs sees the row without it. */
  #unknown({ name }: TailTarget, signal: AbortSignal): (error: unknown) => void {
    return (error) => {
      if (!signal.aborted && !isCancellation(error))
        this.#log.debug(`How far ${name} is could not be read: ${explain(error).message}`);
    };
  }

  #forget(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    // Tails of the connection before go on; what they bring is no longer told.
    for (const job of this.#jobs.values()) job.dispose();
    this.#jobs.clear();
  }
}

const keyOf = ({ kind, name }: Pick<TailTarget, 'kind' | 'name'>): string => `${kind}/${name}`;
