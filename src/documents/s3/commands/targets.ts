import * as vscode from 'vscode';
import { parseS3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { UserError } from '../../../platform/userError.ts';
import { archiveLocationOf, archiveScheme, archiveUri } from '../archive/archiveUri.ts';
import { locationOf, s3Scheme } from '../s3FileUri.ts';
import { isS3Node } from '../view/nodes.ts';

/** What a command is for: something in S3, or in an archive there. */
export type Target =
  | {
      readonly type: 's3';
      readonly place: S3Place;
      /** A bucket or a prefix is meant: a key with `/` at its end can be an object's, too. */
      readonly folder: boolean;
    }
  | { readonly type: 'archive'; readonly uri: vscode.Uri };

/**
 * What an argument names: `s3://…` as text, a URI of this extension's, a node of the S3 view, or anything with an S3 URI as
 * its `child.value`, such as a node of the Resources view.
 * @returns undefined for no argument. @throws UserError when it names nothing in S3.
 */
export function targetOf(argument: unknown): Target | undefined {
  if (argument === undefined || argument === null) return undefined;
  if (isS3Node(argument) && 'place' in argument) {
    return argument.type === 'entry'
      ? { type: 'archive', uri: archiveUri(argument.place, argument.way) }
      : { type: 's3', place: argument.place, folder: argument.type !== 'object' };
  }
  if (argument instanceof vscode.Uri) return fromUri(argument);
  const text = typeof argument === 'string' ? argument : childValue(argument);
  if (text === undefined) throw new UserError('invalid-input', 'This is nothing in S3.');
  return parseTarget(text);
}

/** The folder that an argument names, for what is put into it. @throws UserError when it names none in S3. */
export function containerOf(argument: unknown): S3Place {
  const target = targetOf(argument);
  if (target?.type !== 's3')
    throw new UserError('invalid-input', 'Choose a bucket or a folder in the S3 view.');
  const { bucket, key } = target.place;
  return { bucket, key: key === '' || key.endsWith('/') ? key : `${key}/` };
}

/** @throws UserError when the text is no URI of something in S3. */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  if (trimmed.startsWith(`${s3Scheme}:`) || trimmed.startsWith(`${archiveScheme}:`)) {
    return fromUri(vscode.Uri.parse(trimmed, true));
  }
  const place = parseS3Uri(text.trimStart());
  if (place && isBucketName(place.bucket))
    return { type: 's3', place, folder: place.key === '' || place.key.endsWith('/') };
  throw new UserError('invalid-input', `"${trimmed}" is no S3 URI.`, {
    advice: 'One looks like s3://bucket/key.',
  });
}

/** Letters, digits, dots, hyphens; underscores and capitals are those of buckets from before 2018. */
function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]{1,254}$/.test(name);
}

function fromUri(uri: vscode.Uri): Target {
  if (uri.scheme === 's3') return parseTarget(uri.toString(true));
  if (uri.scheme === archiveScheme) {
    const location = archiveLocationOf(uri);
    if (!location) throw new UserError('invalid-input', `"${uri.toString(true)}" names no archive.`);
    return location.entry.length === 0
      ? { type: 's3', place: location, folder: false }
      : { type: 'archive', uri };
  }
  const location = uri.scheme === s3Scheme ? locationOf(uri) : undefined;
  if (!location) throw new UserError('invalid-input', `"${uri.toString(true)}" is nothing in S3.`);
  return { type: 's3', place: location, folder: location.key === '' };
}

function childValue(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('child' in node)) return undefined;
  const { child } = node;
  if (typeof child !== 'object' || child === null || !('value' in child)) return undefined;
  return typeof child.value === 'string' ? child.value : undefined;
}
