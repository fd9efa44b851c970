import { join } from 'node:path';
import * as vscode from 'vscode';
import { sentPath } from '../analysis/failures/sentPath.ts';
import { isFile } from './isFile.ts';

/** Knows which folder a job's or endpoint's code was sent from. */
export interface SourceFolders {
  sourceFolder(name: string): string | undefined;
}

/**
 * The person's own file for a path that a job printed: in the folder that it was launched from, else the only one of that
 * path in the workspace. Undefined when it is not the job's own code, or nothing is certain.
 */
export async function ownFile(
  folders: SourceFolders,
  name: string,
  printed: string,
): Promise<vscode.Uri | undefined> {
  const path = sentPath(printed);
  return path === undefined ? undefined : sourceFile(folders, name, path);
}

/** The same for a path relative to the code that was sent, with `/`. */
export async function sourceFile(
  folders: SourceFolders,
  name: string,
  path: string,
): Promise<vscode.Uri | undefined> {
  const folder = folders.sourceFolder(name);
  if (folder !== undefined && (await isFile(join(folder, path)))) return vscode.Uri.file(join(folder, path));
  const found = await vscode.workspace.findFiles(
    `**/${path.replace(/[[\]{}*?]/g, '[$&]')}`,
    '**/node_modules/**',
    2,
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Opens a file at a line, counted from 1. */
export async function openAt(file: vscode.Uri, line: number): Promise<void> {
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(at, at) });
}
