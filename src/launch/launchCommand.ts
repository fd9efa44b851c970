import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { createdByTags } from '../catalog/tags.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import { withProgress } from '../platform/progress.ts';
import { confirmCost } from './confirmCost.ts';
import type { LaunchMemory } from './launchMemory.ts';
import { launchOptions } from './launchOptions.ts';
import { makeSpec } from './makeSpec.ts';
import { pickScript, saveFolder } from './pickScript.ts';
import { confirmQuestion } from './confirmQuestion.ts';
import { launch } from './startTraining.ts';
import { toLaunchSpec } from './toLaunchSpec.ts';
import type { LaunchStore } from './uploads/launchStore.ts';

export interface LaunchParts {
  readonly connections: ConnectionService;
  readonly memory: LaunchMemory;
  readonly store: LaunchStore;
  /** `media/data/instances.json`. */
  readonly instancesFile: string;
}

/**
 * "Train on SageMaker…".
 * @param script a file's URI, else the active editor's script, else one is asked for.
 * @param options `LaunchOptions`: nothing is asked then.
 * @returns the job's name once it has been created; undefined when the person gave up.
 */
export async function launchTraining(
  parts: LaunchParts,
  script: unknown,
  options: unknown,
): Promise<string | undefined> {
  const answered = launchOptions(options);
  const file = await pickScript(script);
  if (file === undefined) return undefined;
  // Before anything is read: what is sent is what is seen.
  await saveFolder(dirname(file));
  const connection = await parts.connections.connect();
  const spec = await makeSpec(file, answered, { ...parts, connection });
  if (!spec) return undefined;
  const question = `Train ${spec.script} on ${spec.instanceCount} × ${spec.instanceType}?`;
  if (!answered && !(await confirmCost(connection, question, 'Train'))) return undefined;
  const { arn } = await connection.identity();
  await withProgress(`Train ${spec.script}`, (report, signal) =>
    launch(connection, toLaunchSpec(spec, createdByTags(arn)), {
      report,
      signal,
      store: parts.store,
      confirm: confirmQuestion,
      ...(spec.defaults && { defaults: spec.defaults }),
    }),
  );
  await parts.memory.keepSourceFolder(spec.jobName, spec.sourceFolder);
  await vscode.commands.executeCommand(commands.logsTail.id, { kind: 'trainingJob', name: spec.jobName });
  return spec.jobName;
}
