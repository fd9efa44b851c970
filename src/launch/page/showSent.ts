import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LaunchSpec } from '../spec/launchSpec.ts';

/** Opens a launch's script; of a notebook what is sent in its place, as text that belongs to no file. */
export async function showSent({ sourceFolder, script }: LaunchSpec): Promise<void> {
  const file = vscode.Uri.file(join(sourceFolder, ...script.split('/')));
  if (!/\.ipynb$/i.test(script)) {
    await vscode.commands.executeCommand('vscode.open', file);
    return;
  }
  const open = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open?.isDirty === true) await open.save();
  const { convertNotebook } = await import('../script/notebook.ts');
  const content = convertNotebook(await readFile(file.fsPath, 'utf8')).script;
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}
