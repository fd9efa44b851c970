import * as vscode from 'vscode';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { pathOfKey } from '../keyPath.ts';
import { locationOf, s3Scheme } from '../s3FileUri.ts';
import type { S3FileSystem } from '../s3FileSystem.ts';
import { confirm } from '../../../platform/say.ts';

/** Copies objects and folders into a folder inside S3; asks before one of them goes over what is there. */
export async function copyInto(files: S3FileSystem, to: S3Place, from: readonly vscode.Uri[]): Promise<void> {
  for (const uri of from) {
    const location = locationOf(uri);
    if (!location || location.key === '') continue;
    const key = to.key + (location.key.split('/').at(-1) ?? '');
    // What is dropped where it is stays as it is.
    if (key === location.key && to.bucket === location.bucket) continue;
    const target = vscode.Uri.from({ scheme: s3Scheme, authority: to.bucket, path: pathOfKey(key) });
    try {
      await files.copy(uri, target, { overwrite: false });
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileExists') throw error;
      const question = `Replace ${s3Uri(to.bucket, key)}?`;
      if (!(await confirm(question, 'Replace'))) continue;
      await files.copy(uri, target, { overwrite: true });
    }
  }
}
