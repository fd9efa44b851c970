import type * as vscode from 'vscode';
import type { Hyperparameter } from './hyperparameters.ts';

/** What was chosen for a script the last time. */
export interface LastLaunch {
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  readonly dataFolder: string | undefined;
}

const scriptKey = (script: string): string => `launch.last:${script}`;
const sourcesKey = 'launch.sourceFolders';
const answersKey = 'launch.answers';
const mostJobs = 300;

/** What launches leave in the workspace for the next one, and for whoever links a job back to its source. */
export class LaunchMemory {
  readonly #state: vscode.Memento;

  constructor(workspaceState: vscode.Memento) {
    this.#state = workspaceState;
  }

  last(script: string): LastLaunch | undefined {
    return this.#state.get<LastLaunch>(scriptKey(script));
  }

  async keepLast(script: string, launch: LastLaunch): Promise<void> {
    await this.#state.update(scriptKey(script), launch);
  }

  /** The folder whose files a job runs; undefined for jobs that were not launched from this workspace. */
  sourceFolder(jobName: string): string | undefined {
    return this.#sources().find(([name]) => name === jobName)?.[1];
  }

  async keepSourceFolder(jobName: string, folder: string): Promise<void> {
    const others = this.#sources().filter(([name]) => name !== jobName);
    await this.#state.update(sourcesKey, [...others, [jobName, folder]].slice(-mostJobs));
  }

  /** The last answer to a question that is asked for every launch: an instance type, a role, an image. */
  answer(question: string): string | undefined {
    return this.#state.get<Record<string, string>>(answersKey, {})[question];
  }

  async keepAnswer(question: string, answer: string): Promise<void> {
    await this.#state.update(answersKey, {
      ...this.#state.get<Record<string, string>>(answersKey, {}),
      [question]: answer,
    });
  }

  #sources(): readonly (readonly [string, string])[] {
    return this.#state.get<[string, string][]>(sourcesKey, []);
  }
}
