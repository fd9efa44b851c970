import * as vscode from 'vscode';
import { UserError } from '../../platform/userError.ts';

const sampleName = 'penguins';

/**
 * Copies the penguins sample into a folder that the user picks, and opens it: in this window where nothing is open, else in
 * another one.
 * @param extension the extension's own folder.
 * @throws UserError `already-exists` where the folder has a `penguins` of its own; nothing is overwritten.
 */
export async function openSample(extension: vscode.Uri): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Where to put the penguins sample',
      openLabel: 'Copy the sample here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!folder) return;
  const target = await copySample(extension, folder);
  const forceNewWindow = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
}

/** @returns the folder `penguins` that the sample is in now. */
async function copySample(extension: vscode.Uri, folder: vscode.Uri): Promise<vscode.Uri> {
  const source = vscode.Uri.joinPath(extension, 'media', 'samples', sampleName);
  const target = vscode.Uri.joinPath(folder, sampleName);
  try {
    await vscode.workspace.fs.copy(source, target, { overwrite: false });
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileExists') throw error;
    throw new UserError('already-exists', `There is a folder "${sampleName}" in ${folder.fsPath} already`, {
      advice: 'Open that folder, or choose another place.',
      cause: error,
    });
  }
  return target;
}
