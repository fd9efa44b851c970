import { access } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { UserError } from '../../platform/userError.ts';
import { jobNameFor } from '../jobName.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { countGpus } from './countGpus.ts';
import { debugSession } from './debugConfiguration.ts';
import { forgetOldSessions, makeDebugFolders, writeConfigFiles } from './debugFolders.ts';
import { hasPythonDebugger, offerPythonDebugger } from './pythonDebugger.ts';

/** Whether a script is one to debug here: what is missing for it is said when it is asked for. */
export function canDebugHere(script: string): boolean {
  return /\.py$/i.test(script);
}

/**
 * Runs the script under VS Code's Python debugger as SageMaker would run it; breakpoints work. Without the debugger it says
 * what to install.
 * @param root holds a folder for what each session writes: model, output. What one left more than a day ago goes.
 * @throws UserError for data that is not on disk, or when the debugger does not start
 */
export async function debugHere(spec: LaunchSpec, connection: Connection, root: string): Promise<void> {
  if (!hasPythonDebugger()) {
    void offerPythonDebugger();
    return;
  }
  const { partition, region } = connection;
  const jobName = jobNameFor(spec.baseJobName ?? spec.script, new Date());
  await forgetOldSessions(root, Date.now());
  const [folders, gpus, environment, account, isPackage] = await Promise.all([
    makeDebugFolders(join(root, jobName), spec),
    countGpus(),
    openEnvironment(connection),
    connection.accountId(),
    isThere(join(spec.sourceFolder, 'setup.py')),
  ]);
  const { configuration, files } = debugSession(spec, {
    ...{ folders, gpus, environment, jobName, region, isPackage },
    jobArn: `arn:${partition}:sagemaker:${region}:${account}:training-job/${jobName}`,
    cpus: availableParallelism(),
  });
  await writeConfigFiles(folders, files);
  const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(spec.sourceFolder));
  if (!(await vscode.debug.startDebugging(workspace, { ...configuration, args: [...configuration.args] })))
    throw new UserError('unexpected', `The debugger did not start for ${spec.script}.`);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Which place boto3 talks to. The terminal shows the debugger's environment: an account's keys are left out of it. */
async function openEnvironment(connection: Connection): Promise<Readonly<Record<string, string>>> {
  const environment = await connection.environment();
  if (!connection.billed) return environment;
  const open = Object.entries(environment).filter(([name]) => !/KEY|SECRET|TOKEN/.test(name));
  return Object.fromEntries(open);
}
