import * as vscode from 'vscode';
import type { SavedFile } from '../messages/metrics.ts';

/**
 * Saves what a page has drawn where the person chooses.
 * @returns false when the person gave up. @throws FileSystemError when it cannot be written
 */
export async function saveFile({ name, type, content }: SavedFile): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [type.toUpperCase()]: [type] },
  });
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, Buffer.from(content, type === 'png' ? 'base64' : 'utf8'));
  return true;
}
