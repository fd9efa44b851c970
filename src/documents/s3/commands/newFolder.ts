import * as vscode from 'vscode';
import { s3Uri } from '../../../platform/s3Uri.ts';
import { folderUri } from '../s3FileUri.ts';
import type { S3Parts } from '../s3Parts.ts';
import { containerOf } from './targets.ts';

/** Makes an empty folder, which S3 keeps as an object whose key ends in `/`. @param given its name, instead of asking. */
export async function newFolder(
  { files, objects }: S3Parts,
  argument: unknown,
  given?: unknown,
): Promise<void> {
  const parent = containerOf(argument);
  const typed = typeof given === 'string' ? given : await ask(s3Uri(parent.bucket, parent.key));
  if (typed === undefined || typed === '') return;
  const place = { bucket: parent.bucket, key: `${parent.key}${typed.replace(/\/$/, '')}/` };
  await objects.write(place, new Uint8Array(), 'absent');
  files.changed(vscode.FileChangeType.Created, folderUri(place));
}

function ask(where: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'New folder',
    prompt: `In ${where}`,
    placeHolder: 'name, or/several/levels',
    validateInput: (text) =>
      /(^|\/)(\.{0,2})\/|^\.{1,2}$/.test(text) ? 'A folder needs a name other than . and ..' : undefined,
  });
}
