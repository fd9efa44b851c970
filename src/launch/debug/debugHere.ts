import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../platform/userError.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { debugConfiguration, debugFolders } from './debugConfiguration.ts';

const debuggerId = 'ms-python.debugpy';

/** Whether a script can be run under a debugger here: it is Python, and VS Code's Python debugger is installed. */
export function canDebugHere(script: string): boolean {
  return script.endsWith('.py') && vscode.extensions.getExtension(debuggerId) !== undefined;
}

/**
 * Runs the script under VS Code's Python debugger as SageMaker would run it; breakpoints work.
 * @param root a folder for what the session writes: model, output. What an earlier session left there goes.
 * @throws UserError when the debugger is not installed or does not start
 */
export async function debugHere(spec: LaunchSpec, root: string): Promise<void> {
  if (!vscode.extensions.getExtension(debuggerId))
    throw new UserError('not-found', 'The Python debugger extension is not installed.', {
      advice: `Install "Python Debugger" (${debuggerId}) to debug scripts here.`,
    });
  const folders = debugFolders(root);
  const configuration = debugConfiguration(spec, folders);
  await rm(root, { recursive: true, force: true });
  for (const folder of [folders.model, folders.outputData]) await mkdir(folder, { recursive: true });
  const file = vscode.Uri.file(configuration.program);
  const workspace = vscode.workspace.getWorkspaceFolder(file);
  if (!(await vscode.debug.startDebugging(workspace, { ...configuration, args: [...configuration.args] })))
    throw new UserError('unexpected', `The debugger did not start for ${dirname(configuration.program)}.`);
}
