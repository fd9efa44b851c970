import * as vscode from 'vscode';
import { s3Uri } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { folderUri } from '../s3FileUri.ts';
import type { S3Parts } from '../s3Parts.ts';
import { targetOf } from './targets.ts';
import { asFolder } from './uploadToS3.ts';

/** Makes an empty folder, which S3 keeps as an object whose key ends in `/`. @param given its name, instead of asking. */
export async function newFolder(
  { files, objects }: S3Parts,
  argument: unknown,
  given?: unknown,
): Promise<void> {
  const target = targetOf(argument);
  if (target?.type !== 's3')
    throw new UserError('invalid-input', 'Choose a bucket or a folder in the S3 view.');
  const parent = asFolder(target.place);
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
