import * as vscode from 'vscode';
import type { S3Place } from '../../../platform/s3Uri.ts';
import { decodeSegment, encodeSegment } from '../keyPath.ts';

/**
 * The scheme of archives in S3 as read-only folders: `sagemaker-archive://bucket/job/output/model.tar.gz!/code/inference.py`.
 * The exclamation mark ends the object's key; a part of the key that itself ends in one stands between ⟨ and ⟩.
 */
export const archiveScheme = 'sagemaker-archive';

/** A file or folder in an archive in S3. */
export interface ArchiveLocation extends S3Place {
  /** Within the archive, the names of the way to it; empty for the archive itself. */
  readonly entry: readonly string[];
}

/** @param entry the names of the way inside, none for the archive itself. */
export function archiveUri({ bucket, key }: S3Place, entry: readonly string[] = []): vscode.Uri {
  const parts = key.split('/').map((part) => (part.endsWith('!') ? `⟨${part}⟩` : encodeSegment(part)));
  const path = [`/${parts.join('/')}!`, ...entry.map(encodeSegment)].join('/');
  return vscode.Uri.from({ scheme: archiveScheme, authority: bucket, path });
}

/** @returns undefined when such a URI names no archive. */
export function archiveLocationOf(uri: vscode.Uri): ArchiveLocation | undefined {
  const parts = uri.path.replace(/^\//, '').replace(/\/$/, '').split('/');
  const end = parts.findIndex((part) => part.endsWith('!'));
  if (end === -1 || uri.authority === '') return undefined;
  const names = [...parts.slice(0, end), (parts[end] ?? '').slice(0, -1)];
  const key = names.map(decodeSegment).join('/');
  return { bucket: uri.authority, key, entry: parts.slice(end + 1).map(decodeSegment) };
}

/** Whether an object can be looked into, by its name. */
export function isArchive(key: string): boolean {
  return /\.(tar|tar\.gz|tgz)$/i.test(key);
}
