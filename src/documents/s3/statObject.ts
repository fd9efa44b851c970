import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';
import type { ObjectFacts } from './objectFacts.ts';
import type { S3Location } from './s3FileUri.ts';
import type { S3Objects } from './s3Objects.ts';

export type Entry = { readonly type: 'folder' } | { readonly type: 'object'; readonly facts: ObjectFacts };

/**
 * What a location is. A folder goes before an object of its name, which then has a location of its own.
 * @throws UserError `not-found` when it is neither.
 */
export async function needEntry(objects: S3Objects, location: S3Location): Promise<Entry> {
  const { bucket, key, objectOnly, versionId } = location;
  if (key === '') {
    await objects.checkBucket(bucket);
    return { type: 'folder' };
  }
  const alone = objectOnly || versionId !== undefined;
  const [head, folder] = await Promise.allSettled([
    objects.head(location),
    alone ? false : objects.hasPrefix({ bucket, key: `${key}/` }),
  ]);
  if (folder.status === 'fulfilled' && folder.value) return { type: 'folder' };
  // Who may read an object need not be allowed to list its bucket, and the other way round.
  if (head.status === 'fulfilled' && head.value) return { type: 'object', facts: head.value };
  for (const answer of [folder, head]) if (answer.status === 'rejected') throw answer.reason;
  throw notFound({ bucket, key });
}

function notFound({ bucket, key }: S3Place): UserError {
  return new UserError('not-found', `There is no ${s3Uri(bucket, key)}.`);
}
