import * as vscode from 'vscode';
import type { S3Place } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';
import { s3Uri } from '../../platform/s3Uri.ts';
import { encodeSegment, objectName } from './keyPath.ts';
import { listPage } from './listing.ts';
import type { S3Objects } from './s3Objects.ts';

/**
 * The names in a folder, all pages of them.
 * @param place its key is a prefix. @throws UserError `not-found` when nothing is there, except for a bucket.
 */
export async function readFolder(
  objects: S3Objects,
  place: S3Place,
  signal?: AbortSignal,
): Promise<[string, vscode.FileType][]> {
  const { bucket, key: prefix } = place;
  const folders = new Set<string>();
  const keys: string[] = [];
  let marker = false;
  let token: string | undefined;
  do {
    const page = await listPage(objects.clients, place, { depth: 'level', token, signal });
    for (const found of page.prefixes) folders.add(found);
    for (const { key, size } of page.objects) {
      // The folder's own marker is not in it.
      if (key === prefix && size === 0) marker = true;
      else keys.push(key);
    }
    token = page.nextToken;
  } while (token !== undefined);
  if (prefix !== '' && !marker && folders.size + keys.length === 0) {
    throw new UserError('not-found', `There is no ${s3Uri(bucket, prefix)}.`);
  }
  return [
    ...[...folders].map((found): [string, vscode.FileType] => [
      encodeSegment(found.slice(prefix.length, -1)),
      vscode.FileType.Directory,
    ]),
    ...keys.map((key): [string, vscode.FileType] => [
      objectName(key, prefix, folders.has(`${key}/`)),
      vscode.FileType.File,
    ]),
  ];
}
