import * as vscode from 'vscode';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { isArchive } from '../archive/archiveUri.ts';
import { hiddenObjectUri, objectUri } from '../s3FileUri.ts';
import type { S3Parts } from '../s3Parts.ts';
import { largestInEditor, TooLargeError } from '../readWhole.ts';
import { askForTarget } from './askForTarget.ts';

/** Opens an object in an editor, as VS Code opens such files; shows an archive, a folder or a bucket in the S3 view. */
export async function openS3(parts: S3Parts, argument: unknown): Promise<void> {
  const target = await askForTarget(argument, 'Open from S3');
  if (!target) return;
  if (target.type === 'archive') await openInEditor(target.uri);
  else await openPlace(parts, target.place);
}

/** Shows what an S3 URI, given or typed, names in the view, and opens an object besides. */
export async function goToS3(parts: S3Parts, argument: unknown): Promise<void> {
  const target = await askForTarget(typeof argument === 'string' ? argument : undefined, 'Go to S3 URI');
  if (!target) return;
  if (target.type === 's3' && target.place.key !== '' && !target.place.key.endsWith('/')) {
    await parts.view.reveal(target.place);
  }
  await openS3(parts, target.type === 'archive' ? target.uri : s3Uri(target.place.bucket, target.place.key));
}

async function openPlace({ objects, view }: S3Parts, { bucket, key }: S3Place): Promise<void> {
  if (key === '') {
    await objects.checkBucket(bucket);
    await view.reveal({ bucket, key });
    return;
  }
  const facts = await objects.head({ bucket, key });
  // A marker stands for its folder.
  const marker = key.endsWith('/') && facts?.size === 0;
  if (facts && !marker) {
    if (isArchive(key)) {
      await view.reveal({ bucket, key });
      return;
    }
    if (facts.size > largestInEditor()) throw new TooLargeError(s3Uri(bucket, key), facts.size);
    const folder = await objects.hasPrefix({ bucket, key: `${key}/` }).catch(() => false);
    await openInEditor(folder ? hiddenObjectUri({ bucket, key }) : objectUri({ bucket, key }));
    return;
  }
  const prefix = key.endsWith('/') ? key : `${key}/`;
  if (!marker && !(await objects.hasPrefix({ bucket, key: prefix }))) {
    throw new UserError('not-found', `There is no ${s3Uri(bucket, key)}.`, {
      advice: 'It may have been deleted, or not been written yet.',
    });
  }
  await view.reveal({ bucket, key: prefix });
}

/** Images, notebooks and the like have viewers of their own. */
async function openInEditor(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri);
}
