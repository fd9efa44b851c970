import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';
import { settings } from '../manifest/settings.ts';
import type { Log } from '../platform/log.ts';
import { readSetting } from '../platform/settings.ts';

/**
 * The Python that jobs on this machine run with: the setting, else the Python extension's interpreter, else the first on the
 * PATH. Undefined when there is none; the engine then says so in the jobs that need it.
 */
export async function findPython(log: Log): Promise<string | undefined> {
  const configured = readSetting(settings.localPython);
  if (configured) return configured;
  return (await selectedInterpreter(log)) ?? (await onPath());
}

/** What the user has selected in the Python extension, where that is installed. */
async function selectedInterpreter(log: Log): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
  if (!extension) return undefined;
  try {
    const { environments } = await extension.activate();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const active = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(folder));
    return active?.executable.uri?.fsPath;
  } catch (error) {
    // Another extension's trouble must not keep the engine from starting: the PATH is next.
    log.error('Ask the Python extension for its interpreter', error);
    return undefined;
  }
}

async function onPath(): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['python.exe', 'py.exe'] : ['python3', 'python'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const candidate = join(folder, name);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
