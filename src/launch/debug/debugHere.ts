import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { UserError } from '../../platform/userError.ts';
import { jobNameFor } from '../jobName.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { countGpus } from './countGpus.ts';
import { debugSession } from './debugConfiguration.ts';
import { makeDebugFolders, writeConfigFiles } from './debugFolders.ts';
import { hasPythonDebugger, offerPythonDebugger } from './pythonDebugger.ts';

/** Whether a script is one to debug here: what is missing for it is said when it is asked for. */
export function canDebugHere(script: string): boolean {
  return /\.py$/i.test(script);
}

/**
 * Runs the script under VS Code's Python debugger as SageMaker would run it; breakpoints work. Without the debugger it says
 * what to install.
 * @param root a folder for what the session writes: model, output. What an earlier session left there goes.
 * @throws UserError for data that is not on disk, or when the debugger does not start
 */
export async function debugHere(spec: LaunchSpec, connection: Connection, root: string): Promise<void> {
  if (!hasPythonDebugger()) {
    void offerPythonDebugger();
    return;
  }
  const [folders, gpus, environment] = await Promise.all([
    makeDebugFolders(root, spec),
    countGpus(),
    openEnvironment(connection),
  ]);
  const { configuration, files } = debugSession(spec, {
    ...{ folders, gpus, environment },
    jobName: jobNameFor(spec.baseJobName ?? spec.script, new Date()),
    region: connection.region,
    cpus: availableParallelism(),
  });
  await writeConfigFiles(folders, files);
  const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(configuration.program));
  if (!(await vscode.debug.startDebugging(workspace, { ...configuration, args: [...configuration.args] })))
    throw new UserError('unexpected', `The debugger did not start for ${configuration.program}.`);
}

/** Which place boto3 talks to. The terminal shows the debugger's environment: an account's keys are left out of it. */
async function openEnvironment(connection: Connection): Promise<Readonly<Record<string, string>>> {
  const environment = await connection.environment();
  if (!connection.billed) return environment;
  const open = Object.entries(environment).filter(([name]) => !/KEY|SECRET|TOKEN/.test(name));
  return Object.fromEntries(open);
}
