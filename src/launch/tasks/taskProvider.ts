import * as vscode from 'vscode';
import { taskType } from '../../manifest/tasks.ts';
import type { LaunchFeature } from '../launchFeature.ts';

/** Tasks of type `sagemaker`: each is one launch, and lasts as long as its job. */
export class LaunchTasks implements vscode.TaskProvider {
  readonly #feature: () => Promise<LaunchFeature>;

  constructor(feature: () => Promise<LaunchFeature>) {
    this.#feature = feature;
  }

  /** None by themselves: what a workspace trains stands in its `tasks.json`. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  resolveTask({ definition, scope, name }: vscode.Task): vscode.Task {
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    // VS Code has put values in the place of variables by then.
    const run = new vscode.CustomExecution(async (resolved) =>
      (await this.#feature()).taskTerminal({
        name,
        definition: resolved,
        written: written(name, folder),
        folder: folder?.uri.fsPath,
      }),
    );
    // The log puts failures into the Problems panel by itself: no matcher is needed, and nobody is asked for one.
    return new vscode.Task(definition, scope ?? vscode.TaskScope.Workspace, name, taskType, run, []);
  }
}

/** The task as it stands in `tasks.json`; undefined when it is not found there. */
function written(name: string, folder: vscode.WorkspaceFolder | undefined): unknown {
  const tasks: unknown = vscode.workspace.getConfiguration('tasks', folder?.uri).get('tasks');
  if (!Array.isArray(tasks)) return undefined;
  return tasks.find(
    (task: unknown) =>
      typeof task === 'object' &&
      task !== null &&
      'label' in task &&
      'type' in task &&
      task.label === name &&
      task.type === taskType,
  ) as unknown;
}
