import * as vscode from 'vscode';
import { UserError } from '../../platform/userError.ts';
import { specToTask } from '../spec/launchTask.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { withTask } from './tasksFile.ts';

/**
 * Keeps a launch as a task in the workspace folder's `.vscode/tasks.json`, whose comments stay, and shows it there.
 * @throws UserError without a workspace folder, or when the file is no JSON
 */
export async function saveTask(spec: LaunchSpec): Promise<void> {
  const folder = folderFor(spec);
  if (!folder)
    throw new UserError('invalid-input', 'Tasks are kept in a workspace folder, and none is open.', {
      advice: 'Open the folder of the script, and save the task again.',
    });
  const file = vscode.Uri.joinPath(folder.uri, '.vscode', 'tasks.json');
  const suggested = `Train ${spec.script === '' ? (spec.baseJobName ?? 'on SageMaker') : spec.script}`;
  const label = await vscode.window.showInputBox({
    title: 'Save as task',
    prompt: 'The task’s name: "Tasks: Run Task" lists it. One of the same name is replaced',
    value: suggested,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A task needs a name.' : undefined),
  });
  if (label === undefined) return;
  const task = { label: label.trim(), ...specToTask(spec, folder.uri.fsPath), problemMatcher: [] };
  const before = await read(file);
  const { text, offset } = withTask(before, task);
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(file);
  const at = document.positionAt(offset);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, at),
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
}

function folderFor({ sourceFolder }: LaunchSpec): vscode.WorkspaceFolder | undefined {
  const own =
    sourceFolder === '' ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.file(sourceFolder));
  return own ?? vscode.workspace.workspaceFolders?.[0];
}

async function read(file: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open?.isDirty === true && !(await open.save()))
    throw new UserError('file-unreadable', 'tasks.json has changes that could not be saved.');
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
    throw error;
  }
}
