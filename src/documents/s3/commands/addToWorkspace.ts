import * as vscode from 'vscode';
import { UserError } from '../../../platform/userError.ts';
import { isS3Node } from '../view/nodes.ts';
import { folderUriOf } from '../view/uriOf.ts';

/** Adds a bucket, a folder or an archive to the folders of the workspace. */
export function addToWorkspace(argument: unknown): void {
  if (!isS3Node(argument) || !('place' in argument) || argument.type === 'entry') {
    throw new UserError('invalid-input', 'Choose a bucket or a folder in the S3 view.');
  }
  const { place } = argument;
  const uri = folderUriOf(argument);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.some((folder) => folder.uri.toString() === uri.toString())) return;
  const last = place.key.replace(/\/$/, '').split('/').at(-1) ?? '';
  const name = last === '' ? place.bucket : `${last} (${place.bucket})`;
  if (!vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri, name })) {
    throw new UserError('unexpected', 'VS Code did not add the folder to the workspace.');
  }
}
