import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';
import { copyObject } from './copyObject.ts';
import { deleteBelow, deleteObject, deleteObjects } from './deleteObjects.ts';
import type { S3Location } from './s3FileUri.ts';
import type { S3Objects } from './s3Objects.ts';
import { copyBelow } from './s3Trees.ts';
import { needEntry } from './statObject.ts';

export interface TransferOptions {
  readonly overwrite: boolean;
  readonly act: 'move' | 'copy';
  readonly signal?: AbortSignal;
}

/**
 * Moves or copies an object, or a folder with all that is in it, inside S3. Nothing is deleted before all has been copied.
 * @throws UserError `already-exists` when the target is there and may not be overwritten.
 */
export async function moveOrCopy(
  objects: S3Objects,
  from: S3Location,
  to: S3Location,
  { overwrite, act, signal }: TransferOptions,
): Promise<void> {
  if (from.bucket === to.bucket && from.key === to.key) return;
  const entry = await needEntry(objects, from);
  const [source, target] = [folderOf(from), folderOf(to)];
  // Making way for the copy would delete what is to be copied.
  const inTarget = from.bucket === to.bucket && from.key.startsWith(target.key);
  const intoItself = from.bucket === to.bucket && to.key.startsWith(source.key);
  if (inTarget || (intoItself && act === 'move')) {
    const what = `${s3Uri(from.bucket, from.key)} and ${s3Uri(to.bucket, to.key)}`;
    throw new UserError('invalid-request', `Of ${what} one is inside the other.`);
  }
  await makeWay(objects, to, overwrite);
  if (entry.type === 'object') {
    await copyObject(objects, from, to, signal);
    if (act === 'move') await deleteObject(objects.clients, from);
    return;
  }
  const copied = await copyBelow(objects, source, target, signal);
  // Not what others have put there meanwhile.
  if (act === 'move') await deleteObjects(objects.clients, from.bucket, copied);
}

const folderOf = ({ bucket, key }: S3Place): S3Place => ({ bucket, key: `${key}/` });

async function makeWay(objects: S3Objects, to: S3Location, overwrite: boolean): Promise<void> {
  const there = await needEntry(objects, to).catch((error: unknown) => {
    if (error instanceof UserError && error.reason === 'not-found') return undefined;
    throw error;
  });
  if (!there) return;
  if (!overwrite) throw new UserError('already-exists', `${s3Uri(to.bucket, to.key)} is there already.`);
  if (there.type === 'folder') await deleteBelow(objects.clients, { bucket: to.bucket, key: `${to.key}/` });
}
