import * as vscode from 'vscode';
import { placeKey } from '../connection/place.ts';
import { commands } from '../manifest/commands.ts';
import { taskType } from '../manifest/tasks.ts';
import type { CommandRegistry, RegisteredCommand } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { onFirstUse } from '../platform/onFirstUse.ts';
import { LaunchLens } from './entry/launchLens.ts';
import type { LaunchDependencies } from './launchDependencies.ts';
import type { LaunchFeature } from './launchFeature.ts';
import { unfinishedIds } from './page/unfinishedIds.ts';
import { watchedJobs } from './page/watchedJobs.ts';
import { LaunchTasks } from './tasks/taskProvider.ts';

/** Registers what launches: commands, tasks, the lens above entry points; and "Deploy…". Loads none of it, unless an earlier window has left something. */
export function registerLaunch(registry: CommandRegistry, given: LaunchDependencies): Disposables {
  const owned = new Disposables();
  const feature = onFirstUse(async () =>
    owned.add(new (await import('./launchFeature.ts')).LaunchFeature(given)),
  );
  const on = (
    command: RegisteredCommand,
    act: (launches: LaunchFeature, first: unknown, second: unknown) => Promise<unknown>,
  ): void => {
    owned.add(registry.register(command, async (first, second) => act(await feature(), first, second)));
  };
  on(commands.trainingLaunch, (launches, script, options) => launches.train(script, options));
  on(commands.trainingClone, (launches, job) => launches.clone(job));
  on(commands.trainingAgain, (launches, job) => launches.trainAgain(job));
  on(commands.trainingCopyAs, (launches, job, form) => launches.copyAs(job, form));
  on(commands.trainingSaveTask, (launches, job) => launches.saveAsTask(job));
  on(commands.trainingHistory, (launches, options) => launches.history(options));
  on(commands.endpointDeploy, (launches, job, options) => launches.deploy(job, options));
  const { connections, workspaceState, log } = given;
  owned.add(
    connections.onDidChange(({ kind }) => {
      if (kind !== 'connected' || watchedJobs(workspaceState, placeKey(connections.place)).length === 0)
        return;
      void feature()
        .then((launches) => launches.watchAgain())
        .catch((error: unknown) => log.error('Watch for instances again', error));
    }),
  );
  const left = unfinishedIds(workspaceState);
  if (left.length > 0)
    void feature()
      .then((launches) => launches.sayUnfinished(left))
      .catch((error: unknown) => log.error('Say what was not sent', error));
  const lens = owned.add(new LaunchLens());
  owned.add(vscode.languages.registerCodeLensProvider({ language: 'python', scheme: 'file' }, lens));
  owned.add(vscode.tasks.registerTaskProvider(taskType, new LaunchTasks(feature)));
  return owned;
}
