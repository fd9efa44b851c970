import * as vscode from 'vscode';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import type { Connection } from '../../connection/connection.ts';
import { commands } from '../../manifest/commands.ts';
import { confirmQuestion } from '../confirmQuestion.ts';
import type { LaunchParts } from '../launchParts.ts';
import { saveFolder } from '../pickScript.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { launch, type Launched, type LaunchSteps } from '../startTraining.ts';

/** The file by which a spec's workspace folder is found. */
export function uriOf(spec: LaunchSpec): vscode.Uri | undefined {
  return spec.sourceFolder === '' ? undefined : vscode.Uri.file(spec.sourceFolder);
}

/**
 * Sends a launch and keeps it: in the history, and which folder its tracebacks are about.
 * @param shown the request and name that the person has seen
 * @throws what `launch` throws
 */
export async function sendLaunch(
  parts: LaunchParts,
  connection: Connection,
  spec: LaunchSpec,
  steps: Pick<LaunchSteps, 'report' | 'signal'> & Partial<Pick<LaunchSteps, 'shown' | 'jobName'>>,
): Promise<Launched> {
  // What is sent is what is seen.
  if (spec.sourceFolder !== '') await saveFolder(spec.sourceFolder);
  const defaults = await workspaceDefaults(connection, uriOf(spec));
  const { store, history, memory } = parts;
  const launched = await launch(connection, spec, { ...steps, store, defaults, confirm: confirmQuestion });
  const { jobName, jobArn } = launched;
  await history.add({
    spec,
    jobName,
    jobArn,
    connectionKey: connection.key,
    time: new Date().toISOString(),
  });
  if (spec.sourceFolder !== '') await memory.keepSourceFolder(jobName, spec.sourceFolder);
  const instanceType = spec.request.ResourceConfig?.InstanceType;
  if (instanceType !== undefined) await memory.keepAnswer('instance.training', instanceType);
  return launched;
}

/** After a launch: its log opens, the tree selects it, and a message names it. Waits for no answer. */
export function showLaunched(
  parts: LaunchParts,
  connection: Connection,
  { jobName, jobArn, refused }: Pick<Launched, 'jobName' | 'jobArn' | 'refused'>,
): ReturnType<LaunchParts['logs']['show']> {
  const tail = parts.logs.show(connection, jobName);
  void vscode.commands.executeCommand(commands.resourceReveal.id, jobArn);
  void say(
    parts,
    connection,
    jobName,
    refused.map(({ instanceType }) => instanceType),
  );
  return tail;
}

async function say(
  parts: LaunchParts,
  connection: Connection,
  jobName: string,
  refused: readonly string[],
): Promise<void> {
  const [showLog, details] = ['Show Log', 'Open Details'];
  const instead = refused.length > 0 ? ` ${refused.join(', ')} could not be had.` : '';
  const chosen = await vscode.window.showInformationMessage(
    `Training job ${jobName} was created on ${connection.label}.${instead}`,
    showLog,
    details,
  );
  if (chosen === showLog) parts.logs.show(connection, jobName);
  if (chosen === details)
    await vscode.commands.executeCommand(commands.resourceOpenDetails.id, {
      kind: 'trainingJob',
      name: jobName,
    });
}
