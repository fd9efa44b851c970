import { type JsonObject } from '../json.ts';
import { type EngineParts } from '../parts.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { uploadArtifacts } from './artifacts.ts';
import { Checkpoints } from './checkpoints.ts';
import { MAX_REASON } from './failureReason.ts';
import { hostFolder, jobFolder } from './folders.ts';
import { hostInstance } from './hostInstance.ts';
import { asJobFailure } from './jobFailure.ts';
import { JobStatus, type Outcome } from './jobStatus.ts';
import { launch, launchedHosts, type LaunchedHost } from './launch.ts';
import { MetricFollower } from './metricFollower.ts';
import { stopHost } from './superviseHost.ts';
import { trainHosts } from './trainHosts.ts';

const CHECKPOINT_MILLISECONDS = 30_000;

/** One training job from wherever it stands to its end. */
export class TrainingRun {
  readonly #parts: EngineParts;
  readonly #record: ResourceRecord;
  readonly #runner: string;
  readonly #status: JobStatus;
  readonly #root: string;
  /** The engine closes: leave everything as it is for the next one. */
  readonly #closing = new AbortController();
  /** A stop was asked for before the training began. */
  readonly #stopping = new AbortController();

  constructor(parts: EngineParts, record: ResourceRecord, runner: string) {
    this.#parts = parts;
    this.#record = record;
    this.#runner = runner;
    this.#status = new JobStatus(parts.resources, record);
    this.#root = jobFolder(parts.dataDir, record.region, record.name);
  }

  /** Runs to the job's end. @returns false when this run was closed before. */
  async run(): Promise<boolean> {
    try {
      await this.#toTheEnd();
    } catch (error) {
      if (this.#closing.signal.aborted) return false;
      this.#parts.log(`The training job ${this.#record.arn} failed in the engine`, error);
      const reason = asJobFailure(error, 'The local engine failed').message;
      this.#status.end({ status: 'Failed', failureReason: reason.slice(0, MAX_REASON) }, {});
    }
    return true;
  }

  /** Ends the job: its processes get SIGTERM, and SIGKILL two minutes later. */
  stop(): void {
    this.#status.enter('Stopping');
    this.#stopping.abort();
    for (const { name } of launchedHosts(this.#root) ?? []) stopHost(hostFolder(this.#root, name).root);
  }

  /** Lets go of the job; its processes live on. */
  close(): void {
    this.#closing.abort(new Error('The engine is closing.'));
  }

  async #toTheEnd(): Promise<void> {
    const hosts = launchedHosts(this.#root) ?? (await this.#launch());
    if (!hosts) {
      this.#status.end({ status: 'Stopped' }, {});
      return;
    }
    this.#status.enter('Training');
    // A stop may have come while the last engine was dying, or just now, before there was anything to stop.
    if (this.#status.stopping()) this.stop();
    const checkpoints = Checkpoints.of(this.#parts.objects, this.#record.document);
    const logs = hosts.map(({ logFile }) => logFile);
    const metrics = MetricFollower.of(this.#parts, this.#record, logs, this.#closing.signal);
    const outcome = await this.#measured(hosts, () => this.#train(hosts, checkpoints));
    this.#status.enter('Uploading');
    const final = await metrics?.finish();
    const members = {
      ...(final && { FinalMetricDataList: final.finalMetrics() }),
      ...(await this.#results(hosts, outcome, checkpoints)),
    };
    const stopped = outcome.status === 'Completed' && this.#status.stopping();
    this.#status.end(stopped ? { status: 'Stopped' } : outcome, members);
  }

  /** Tells CloudWatch what the hosts use while they train. */
  async #measured<T>(hosts: readonly LaunchedHost[], train: () => Promise<T>): Promise<T> {
    const over = new AbortController();
    for (const { name } of hosts) {
      const { root: folder } = hostFolder(this.#root, name);
      this.#parts.instances.watch(hostInstance(this.#record, name, folder), over.signal);
    }
    try {
      return await train();
    } finally {
      over.abort();
    }
  }

  /** `undefined` when a stop came first. */
  async #launch(): Promise<LaunchedHost[] | undefined> {
    if (this.#status.stopping()) return undefined;
    const signal = AbortSignal.any([this.#closing.signal, this.#stopping.signal]);
    try {
      return await launch(this.#parts, this.#record, this.#root, this.#status, signal);
    } catch (error) {
      if (this.#stopping.signal.aborted && !this.#closing.signal.aborted) return undefined;
      throw error;
    }
  }

  async #train(hosts: readonly LaunchedHost[], checkpoints: Checkpoints | undefined): Promise<Outcome> {
    let saving = Promise.resolve();
    const timer = setInterval(() => {
      saving = saving.then(() => this.#saveCheckpoints(hosts, checkpoints));
    }, CHECKPOINT_MILLISECONDS);
    try {
      return await trainHosts(this.#root, hosts, this.#runner, this.#closing.signal);
    } finally {
      clearInterval(timer);
      await saving;
    }
  }

  async #saveCheckpoints(
    hosts: readonly LaunchedHost[],
    checkpoints: Checkpoints | undefined,
  ): Promise<void> {
    try {
      for (const { name } of hosts) await checkpoints?.save(hostFolder(this.#root, name));
    } catch (error) {
      // A file that the script is just replacing: the next round, or the end, gets it.
      this.#parts.log(`Checkpoints of ${this.#record.arn} were not all saved this time`, error);
    }
  }

  /** What the hosts left: checkpoints, model and output. */
  async #results(
    hosts: readonly LaunchedHost[],
    outcome: Outcome,
    checkpoints: Checkpoints | undefined,
  ): Promise<JsonObject> {
    const folders = hosts.map(({ name }) => hostFolder(this.#root, name));
    try {
      for (const folder of folders) await checkpoints?.save(folder);
      const completed = outcome.status === 'Completed';
      return await uploadArtifacts(this.#parts.objects, this.#record, folders, completed);
    } catch (error) {
      const failure = asJobFailure(error, 'Upload of the results failed');
      // The first failure is the one to tell.
      if (outcome.status !== 'Failed') throw failure;
      this.#parts.log(`The results of ${this.#record.arn} were not uploaded`, failure);
      return {};
    }
  }
}
