import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import { formatBytes } from '../platform/bytes.ts';
import { withProgress } from '../platform/progress.ts';
import { confirmCost } from './confirmCost.ts';
import type { LaunchMemory } from './launchMemory.ts';
import { launchOptions } from './launchOptions.ts';
import { makeSpec } from './makeSpec.ts';
import { pickScript, saveFolder } from './pickScript.ts';
import { largestFiles, totalSize } from './sizes.ts';
import type { SourceFile } from './sourceFiles.ts';
import { startTraining } from './startTraining.ts';
import type { TrainingSpec } from './trainingSpec.ts';

export interface LaunchParts {
  readonly connections: ConnectionService;
  readonly memory: LaunchMemory;
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
  await withProgress(`Train ${spec.script}`, (report, signal) =>
    startTraining(connection, spec, { report, signal, confirmSize: (files) => confirmSize(spec, files) }),
  );
  await parts.memory.keepSourceFolder(spec.jobName, spec.sourceFolder);
  await vscode.commands.executeCommand(commands.logsTail.id, { kind: 'trainingJob', name: spec.jobName });
  return spec.jobName;
}

async function confirmSize({ sourceFolder }: TrainingSpec, files: readonly SourceFile[]): Promise<boolean> {
  const send = 'Send It';
  const detail = `${sourceFolder}\n\nThe largest: ${largestFiles(files, 3)}.\n\nA .sagemakerignore file in the folder leaves files out.`;
  const message = `The source folder has ${formatBytes(totalSize(files))} in ${files.length} files. Send all of it?`;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, send)) === send;
}
