import * as vscode from 'vscode';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { deployEndpoint } from './deployCommand.ts';
import { cloneJob, copyJobAs, saveJobAsTask, trainAgain } from './entry/jobCommands.ts';
import { LaunchLens } from './entry/launchLens.ts';
import { launchTraining } from './launchCommand.ts';
import type { LaunchParts } from './launchParts.ts';
import { LaunchPages } from './page/launchPages.ts';
import { taskType } from './spec/launchTask.ts';
import { LaunchTasks } from './tasks/taskProvider.ts';

/** Registers what launches: commands, the launch pages, tasks, the lens above entry points; and "Deploy…". */
export function registerLaunch(registry: CommandRegistry, parts: LaunchParts): Disposables {
  const owned = new Disposables();
  const pages = owned.add(new LaunchPages(parts));
  owned.add(
    registry.register(commands.trainingLaunch, (script, options) =>
      launchTraining(parts, pages, script, options),
    ),
  );
  owned.add(registry.register(commands.trainingClone, (job) => cloneJob(parts, pages, job)));
  owned.add(registry.register(commands.trainingAgain, (job) => trainAgain(parts, job)));
  owned.add(registry.register(commands.trainingCopyAs, (job, form) => copyJobAs(parts, job, form)));
  owned.add(registry.register(commands.trainingSaveTask, (job) => saveJobAsTask(parts, job)));
  owned.add(
    registry.register(commands.endpointDeploy, (job, options) =>
      deployEndpoint(parts, parts.log, job, options),
    ),
  );
  const lens = owned.add(new LaunchLens());
  owned.add(vscode.languages.registerCodeLensProvider({ language: 'python', scheme: 'file' }, lens));
  owned.add(vscode.tasks.registerTaskProvider(taskType, new LaunchTasks(parts)));
  return owned;
}
