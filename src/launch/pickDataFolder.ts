import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** `data` beside the script when it is there. */
export async function defaultDataFolder(sourceFolder: string): Promise<string | undefined> {
  const folder = join(sourceFolder, 'data');
  try {
    return (await stat(folder)).isDirectory() ? folder : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The folder for the channel `train`.
 * @param last what was chosen the last time. @returns an empty text for no data, undefined for given up.
 */
export async function pickDataFolder(
  title: string,
  sourceFolder: string,
  last: string | undefined,
): Promise<string | undefined> {
  const beside = await defaultDataFolder(sourceFolder);
  const folders = [...new Set([last, beside])].filter((folder) => folder !== undefined && folder !== '');
  const none = {
    label: '$(circle-slash) No data',
    description: 'the script brings or fetches its own',
    folder: '',
  };
  const items = [
    ...folders.map((folder) => ({
      label: `$(folder) ${vscode.workspace.asRelativePath(folder ?? '')}`,
      description: folder === last ? 'last used' : 'beside the script',
      folder,
    })),
    none,
    { label: '$(folder-opened) Browse…', description: '', folder: undefined },
  ];
  // What was chosen last comes first, also when that was nothing.
  if (last === '') items.sort((a, b) => Number(b === none) - Number(a === none));
  const placeHolder = 'Training data: a folder that the script finds under SM_CHANNEL_TRAIN';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  if (!chosen || chosen.folder !== undefined) return chosen?.folder;
  const [browsed] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: 'Train on this folder',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(sourceFolder),
    })) ?? [];
  return browsed?.fsPath;
}
