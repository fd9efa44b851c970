import * as vscode from 'vscode';
import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { concurrently } from '../../catalog/concurrently.ts';
import { costOf } from '../../catalog/prices/cost.ts';
import type { Prices } from '../../catalog/prices/prices.ts';
import { call } from '../../catalog/sdk.ts';
import { words } from '../../catalog/status.ts';
import { trainingUsage } from '../../catalog/training/trainingJob.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Comparison } from '../../messages/compare.ts';
import { Disposables } from '../../platform/disposables.ts';
import { explain } from '../../platform/explain.ts';
import { type AskedJob, compare } from '../../reports/compare/comparison.ts';

/** So many descriptions are asked for at once: AWS allows a few a second. */
const atOnce = 4;

/** The jobs of one comparison as SageMaker tells them. */
export class ComparedJobs extends Disposables {
  readonly connection: Connection;
  readonly #prices: Prices;
  readonly #changed = this.add(new vscode.EventEmitter<Comparison>());
  readonly #gone = new AbortController();
  /** In the order in which they were chosen. */
  readonly #jobs = new Map<string, AskedJob>();
  readonly onDidChange = this.#changed.event;

  constructor(connection: Connection, prices: Prices) {
    super();
    this.connection = connection;
    this.#prices = prices;
    this.add({ dispose: () => this.#gone.abort() });
  }

  get names(): readonly string[] {
    return [...this.#jobs.keys()];
  }

  get comparison(): Comparison {
    const { label, billed } = this.connection;
    return compare([...this.#jobs.values()], { label, billed, now: Date.now(), words });
  }

  /** Takes jobs in, and asks for those that are new. Never rejects: what a service refuses is told beside its job. */
  async take(names: readonly string[]): Promise<void> {
    const fresh = [...new Set(names)].filter((name) => !this.#jobs.has(name));
    for (const name of fresh) this.#jobs.set(name, nothingKnown(name));
    await this.#ask(fresh);
  }

  remove(name: string): void {
    if (this.#jobs.delete(name)) this.#changed.fire(this.comparison);
  }

  /** Asks again; never rejects either. @param running only those that may have changed */
  async refresh(running: boolean): Promise<void> {
    const jobs = [...this.#jobs.values()].filter((job) => !running || isRunning(job));
    await this.#ask(jobs.map(({ name }) => name));
  }

  async #ask(names: readonly string[]): Promise<void> {
    await concurrently(names, atOnce, (name) => this.#askOne(name));
    if (!this.#gone.signal.aborted) this.#changed.fire(this.comparison);
  }

  async #askOne(name: string): Promise<void> {
    let asked = this.#jobs.get(name) ?? nothingKnown(name);
    try {
      const description = await this.#describe(name);
      const usdPerHour = asked.usdPerHour ?? (await this.#rate(description));
      asked = { name, description, usdPerHour, problem: undefined };
    } catch (error) {
      // What was known stays; the row says that it could not be renewed.
      asked = { ...asked, problem: explain(error).message };
    }
    // It may have been taken out meanwhile.
    if (this.#jobs.has(name)) this.#jobs.set(name, asked);
  }

  #describe(name: string): Promise<DescribeTrainingJobResponse> {
    return call(this.connection, 'DescribeTrainingJob', { TrainingJobName: name }, this.#gone.signal);
  }

  /** US dollars an hour of all instances; undefined where one of their prices is not known. */
  async #rate(description: DescribeTrainingJobResponse): Promise<number | undefined> {
    const { usd, unknown, free } = await costOf(trainingUsage(description), this.connection, this.#prices);
    return unknown || free ? undefined : usd;
  }
}

function nothingKnown(name: string): AskedJob {
  return { name, description: undefined, usdPerHour: undefined, problem: undefined };
}

function isRunning({ description }: AskedJob): boolean {
  const status = description?.TrainingJobStatus;
  return status === 'InProgress' || status === 'Stopping';
}
