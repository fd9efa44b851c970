import type * as vscode from 'vscode';
import type { EndedJob } from './facts/capacity.ts';

const sourcesKey = 'launch.sourceFolders';
const answersKey = 'launch.answers';
const mostJobs = 300;

/** What launches leave in the workspace for the next one, and for whoever links a job back to its source. */
export class LaunchMemory {
  readonly #state: vscode.Memento;

  constructor(workspaceState: vscode.Memento) {
    this.#state = workspaceState;
  }

  /** The folder whose files a job runs; undefined for jobs that were not launched from this workspace. */
  sourceFolder(jobName: string): string | undefined {
    return this.#sources().find(([name]) => name === jobName)?.[1];
  }

  async keepSourceFolder(jobName: string, folder: string): Promise<void> {
    const others = this.#sources().filter(([name]) => name !== jobName);
    await this.#state.update(sourcesKey, [...others, [jobName, folder]].slice(-mostJobs));
  }

  /** See `isReplaced.ts`: of a job that has ended so, whoever launches tells. */
  async isReplaced(connectionKey: string, jobName: string, ended: EndedJob): Promise<boolean> {
    const [{ isReplaced }, { LaunchHistory }] = await Promise.all([
      import('./isReplaced.ts'),
      import('./spec/launchHistory.ts'),
    ]);
    return isReplaced(new LaunchHistory(this.#state), connectionKey, jobName, ended);
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
