import { Disposables } from '../platform/disposables.ts';
import { onFirstUse } from '../platform/onFirstUse.ts';
import { deployEndpoint } from './deployCommand.ts';
import { cloneJob, copyJobAs, saveJobAsTask, trainAgain } from './entry/jobCommands.ts';
import { launchHistory } from './history/launchHistoryCommand.ts';
import { launchTraining } from './launchCommand.ts';
import type { LaunchDependencies } from './launchDependencies.ts';
import type { LaunchParts } from './launchParts.ts';
import { LaunchMarket } from './page/launchMarket.ts';
import { LaunchPages } from './page/launchPages.ts';
import { ScriptFiles } from './page/scriptFiles.ts';
import { watchAgain } from './page/sendLaunch.ts';
import { sayUnfinished } from './page/sayUnfinished.ts';
import { UnfinishedLaunches } from './page/unfinishedLaunches.ts';
import { WatchedJobs } from './page/watchedJobs.ts';
import { LaunchHistory } from './spec/launchHistory.ts';
import { loadLaunchShapes } from './spec/launchShapes.ts';
import { type LaunchTask, TaskTerminal } from './tasks/taskTerminal.ts';
import { LaunchStore } from './uploads/launchStore.ts';

/** All that launches, in one chunk of its own: nothing of it is loaded before someone launches. */
export class LaunchFeature extends Disposables {
  readonly #parts: LaunchParts;
  readonly #pages: LaunchPages;

  constructor({ files, workspaceState, uploadsFolder, ...given }: LaunchDependencies) {
    super();
    const ending = new AbortController();
    this.add({ dispose: () => ending.abort() });
    const history = new LaunchHistory(workspaceState);
    this.#parts = {
      ...given,
      history,
      watched: new WatchedJobs(workspaceState),
      unfinished: new UnfinishedLaunches(workspaceState),
      ending: ending.signal,
      store: new LaunchStore(uploadsFolder),
      market: new LaunchMarket(files, history, (error) =>
        given.log.error('Ask what a launch can have', error),
      ),
      scripts: new ScriptFiles(),
      instancesFile: files.instances,
      shapes: onFirstUse(() => loadLaunchShapes(files.constraints)),
    };
    this.#pages = this.add(new LaunchPages(this.#parts));
  }

  /** @returns the job's name where `options` were given; undefined when a page is open, or it was given up. */
  train(script: unknown, options: unknown): Promise<string | undefined> {
    return launchTraining(this.#parts, this.#pages, script, options);
  }

  clone(job: unknown) {
    return cloneJob(this.#parts, this.#pages, job);
  }

  trainAgain(job: unknown) {
    return trainAgain(this.#parts, job);
  }

  copyAs(job: unknown, form: unknown) {
    return copyJobAs(this.#parts, job, form);
  }

  /** @param options `HistoryOptions`: nothing is asked then */
  history(options: unknown) {
    return launchHistory(this.#parts, this.#pages, options);
  }

  saveAsTask(job: unknown) {
    return saveJobAsTask(this.#parts, job);
  }

  deploy(job: unknown, options: unknown) {
    return deployEndpoint(this.#parts, this.#parts.log, job, options);
  }

  /** Says which launches an earlier window was sending when it closed. */
  async sayUnfinished(ids: readonly unknown[]): Promise<void> {
    const left = this.#parts.unfinished.all().filter(({ id }) => ids.includes(id));
    await sayUnfinished(this.#parts, this.#pages, left);
  }

  /** Goes on to watch what waits for its instances on the window's connection. @throws what keeps from connecting */
  async watchAgain(): Promise<void> {
    await watchAgain(this.#parts, await this.#parts.connections.connect());
  }

  taskTerminal(task: LaunchTask): TaskTerminal {
    return new TaskTerminal(this.#parts, task);
  }
}
