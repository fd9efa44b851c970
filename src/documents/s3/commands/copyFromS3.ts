import * as vscode from 'vscode';
import { s3Uri } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import type { S3Parts } from '../s3Parts.ts';
import { targetOf } from './targets.ts';

/** Seconds for which a presigned URL works. */
const presignedFor = 3600;

/** Copies the S3 URIs of the nodes that are selected, one a line. */
export async function copyS3Uri(argument: unknown, selected: unknown): Promise<void> {
  const chosen: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  const uris = chosen.flatMap((node) => {
    const target = targetOf(node);
    return target?.type === 's3' ? [s3Uri(target.place.bucket, target.place.key)] : [];
  });
  if (uris.length === 0) throw new UserError('invalid-input', 'Choose something in the S3 view.');
  await copy(uris.length === 1 ? 'S3 URI' : `${uris.length} S3 URIs`, uris.join('\n'));
}

/** Copies a URL with which anyone can read the object for an hour. It is nowhere logged: who has it needs no key. */
export async function copyPresignedUrl({ objects }: S3Parts, argument: unknown): Promise<void> {
  const target = targetOf(argument);
  if (target?.type !== 's3' || target.folder)
    throw new UserError('invalid-input', 'Choose an object in the S3 view.');
  const [{ GetObjectCommand }, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]);
  const { bucket, key } = target.place;
  const client = await objects.clients.forStream(bucket);
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), {
    expiresIn: presignedFor,
  });
  await copy('Presigned URL', url);
}

async function copy(what: string, text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${what} copied`, 3000);
}
