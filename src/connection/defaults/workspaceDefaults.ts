import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Connection } from '../connection.ts';
import { configSources } from './configFiles.ts';
import { type Defaults, defaultsOf, type DefaultsProblem } from './defaults.ts';
import { loadDefaults } from './loadDefaults.ts';
import { sayWarning } from '../../platform/say.ts';

/** What was warned of already: once a window is enough. */
const warned = new Set<string>();

/**
 * The defaults for a connection: the administrator's, the user's and the workspace's, read now. They are about AWS, so
 * this machine and emulators have none. What is wrong with a file is warned of, and the rest is used.
 * @param file in the workspace folder whose `.sagemaker/config.yaml` counts; undefined for the first folder.
 */
export async function workspaceDefaults(
  connection: Pick<Connection, 's3' | 'billed'>,
  file?: vscode.Uri,
): Promise<Defaults> {
  if (!connection.billed) return defaultsOf({});
  const folder = file ? vscode.workspace.getWorkspaceFolder(file) : vscode.workspace.workspaceFolders?.[0];
  // A folder that is not trusted must not choose the bucket that sources are sent to.
  const trusted = vscode.workspace.isTrusted ? folder?.uri.fsPath : undefined;
  const sources = configSources(process.env, homedir(), process.platform, trusted);
  const { defaults, problems } = await loadDefaults(sources, connection);
  for (const problem of problems) warn(problem);
  return defaults;
}

function warn({ file, line, message }: DefaultsProblem): void {
  const text = `SageMaker defaults, ${file}${line === undefined ? '' : `, line ${line}`}: ${message}.`;
  if (warned.has(text)) return;
  warned.add(text);
  const open = 'Open file';
  const actions = file.startsWith('s3://') ? [] : [open];
  // Not awaited: the warning stays up beside what goes on.
  void sayWarning(text, ...actions).then((chosen) => {
    if (chosen !== open) return undefined;
    const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
    return vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at) });
  });
}
