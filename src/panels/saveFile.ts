import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { SavedFile } from '../messages/metrics.ts';

const filters = { csv: { 'CSV table': ['csv'] }, png: { 'PNG picture': ['png'] } };

/** Lets the person choose where a file goes, and writes it. @returns false when he gave up */
export async function saveFile({ name, type, content }: SavedFile): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name.replace(/[\\/:*?"<>|\s]+/g, '-')),
    filters: filters[type],
    title: 'Save',
  });
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, Buffer.from(content, type === 'png' ? 'base64' : 'utf8'));
  vscode.window.setStatusBarMessage(`$(check) Saved ${target.path.split('/').at(-1) ?? name}`, 3000);
  return true;
}
