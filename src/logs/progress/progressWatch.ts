import * as vscode from 'vscode';
import type { Resource, ResourceReference } from '../../catalog/resource.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import type { Log } from '../../platform/log.ts';
import type { LogEvent } from '../follow/logSource.ts';
import { isTailKind } from '../follow/tailKind.ts';
import type { TailTarget } from '../tailTarget.ts';
import { describeJob, readNext } from './readNext.ts';
import { WatchedJob } from './watchedJob.ts';

/** Milliseconds between two looks at one job's log, by those who look at its row. */
const askEvery = 30_000;
/** After a refusal. */
const rest = 5 * 60_000;
/** While there is no stream yet. */
const listEvery = 8_000;
/** Rows are drawn anew no more often: each time a hover over the row is closed. Milliseconds. */
const drawEvery = 5000;
const mostJobs = 200;
/** Jobs that print how far they are; endpoints and notebooks do not end. */
const kinds: ReadonlySet<string> = new Set(['trainingJob', 'processingJob', 'transformJob']);

/** An open tail that brings a job's lines. */
export interface ProgressFeed {
  take(events: readonly LogEvent[]): void;
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
  #jobs = new Map<string, WatchedJob>();
  readonly #drawn = new Map<string, NodeJS.Timeout>();
  #abort = new AbortController();
  /** The job of this name has come further. */
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
    if (!kinds.has(resource.kind)) return undefined;
    const job = this.#job(resource);
    const now = Date.now();
    const isDue = job.feeds === 0 && !job.isAsking && now >= job.restUntil && now - job.askedAt >= askEvery;
    if (isDue) void this.#ask(resource, job);
    return job.text(now);
  }

  /** For a tail that is opened: what it shows is read for progress too. */
  feed(connection: Connection, target: TailTarget): ProgressFeed {
    if (!kinds.has(target.kind)) return { take: () => undefined, end: () => undefined };
    const job = this.#job(target);
    job.feeds += 1;
    const { signal } = this.#abort;
    void this.#describe(connection, target, job, signal);
    return {
      take: (events) => {
        job.take(events);
        this.#redraw(target.name);
      },
      end: () => {
        job.feeds -= 1;
      },
    };
  }

  /** What is known of a job without asking. */
  known(target: Pick<TailTarget, 'kind' | 'name'>): string | undefined {
    return this.#jobs.get(keyOf(target))?.text(Date.now());
  }

  #job(target: Pick<ResourceReference, 'kind' | 'name'>): WatchedJob {
    const key = keyOf(target);
    const job = this.#jobs.get(key) ?? new WatchedJob();
    this.#jobs.delete(key);
    this.#jobs.set(key, job);
    for (const [oldest, { feeds }] of this.#jobs) {
      if (this.#jobs.size <= mostJobs) break;
      if (feeds === 0) this.#jobs.delete(oldest);
    }
    return job;
  }

  async #ask({ kind, name }: Resource, job: WatchedJob): Promise<void> {
    if (!isTailKind(kind)) return;
    const { signal } = this.#abort;
    job.isAsking = true;
    job.askedAt = Date.now();
    try {
      const connection = await this.#connections.connect();
      await this.#describe(connection, { kind, name }, job, signal);
      const before = job.text(Date.now());
      job.take(await readNext(connection, { kind, name }, job, signal));
      if (job.streams.length === 0) job.askedAt += listEvery - askEvery;
      if (job.text(Date.now()) !== before) this.#redraw(name);
    } catch (error) {
      if (signal.aborted || isCancellation(error)) return;
      // How far it is is an extra: who may not read logs sees the row without it.
      this.#log.debug(`How far ${name} is could not be read: ${explain(error).message}`);
      job.restUntil = Date.now() + rest;
    } finally {
      job.isAsking = false;
    }
  }

  /** Its hyperparameters, once: they say how many epochs there will be. */
  #describe(connection: Connection, target: TailTarget, job: WatchedJob, signal: AbortSignal): Promise<void> {
    job.described ??= describeJob(connection, target, signal).then(
      (hyperparameters) => job.know(hyperparameters),
      (error: unknown) => {
        job.described = undefined;
        if (!signal.aborted)
          this.#log.debug(`What ${target.name} was asked for is not known: ${explain(error).message}`);
      },
    );
    return job.described;
  }

  #redraw(name: string): void {
    if (this.#drawn.has(name)) return;
    const timer = setTimeout(() => {
      this.#drawn.delete(name);
      this.#changed.fire(name);
    }, drawEvery);
    this.#drawn.set(name, timer);
  }

  #forget(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    for (const timer of this.#drawn.values()) clearTimeout(timer);
    this.#drawn.clear();
    // Tails of the connection before go on; what they bring is no longer drawn.
    this.#jobs = new Map();
  }
}

const keyOf = ({ kind, name }: Pick<ResourceReference, 'kind' | 'name'>): string => `${kind}/${name}`;
