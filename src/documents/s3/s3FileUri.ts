import * as vscode from 'vscode';
import type { S3Place } from '../../platform/s3Uri.ts';
import { keyOfPath, pathOfHiddenObject, pathOfKey, pathOfPrefix } from './keyPath.ts';

/** The scheme of S3 as a file system: `sagemaker-s3://bucket/key`. */
export const s3Scheme = 'sagemaker-s3';

/** What a URI of this scheme names. */
export interface S3Location extends S3Place {
  /** The object, even where a folder has the same name. */
  readonly objectOnly: boolean;
  /** One version of the object, which is read-only: `?versionId=…`. */
  readonly versionId: string | undefined;
}

export function objectUri({ bucket, key }: S3Place): vscode.Uri {
  return vscode.Uri.from({ scheme: s3Scheme, authority: bucket, path: pathOfKey(key) });
}

/** An object beside a folder of the same name. */
export function hiddenObjectUri({ bucket, key }: S3Place): vscode.Uri {
  return vscode.Uri.from({ scheme: s3Scheme, authority: bucket, path: pathOfHiddenObject(key) });
}

/** @param place its key is a prefix: empty, or with `/` at its end. */
export function folderUri({ bucket, key }: S3Place): vscode.Uri {
  return vscode.Uri.from({ scheme: s3Scheme, authority: bucket, path: pathOfPrefix(key) });
}

/** @returns undefined for the root, which is the list of buckets. `sagemaker-s3:/bucket/key` is understood, too. */
export function locationOf(uri: vscode.Uri): S3Location | undefined {
  const [, first = '', rest = ''] = uri.authority === '' ? (/^\/?([^/]*)(.*)$/s.exec(uri.path) ?? []) : [];
  const bucket = uri.authority === '' ? first : uri.authority;
  if (bucket === '') return undefined;
  const versionId = new URLSearchParams(uri.query).get('versionId') ?? undefined;
  return { bucket, ...keyOfPath(uri.authority === '' ? rest : uri.path), versionId };
}
