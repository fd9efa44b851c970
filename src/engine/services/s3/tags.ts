import { type Tag } from '@aws-sdk/client-s3';
import { AwsError } from '../../http/awsError.ts';
import { type TextMap } from './context.ts';

/** @throws AwsError `BadRequest`, `InvalidTag`: at most ten, keys to 128 and values to 256 characters, no key twice. */
function checkTags(tags: readonly (readonly [string, string])[]): TextMap {
  if (tags.length > 10) throw new AwsError('BadRequest', 'Object tags cannot be greater than 10');
  for (const [key, value] of tags) {
    if (key === '' || key.length > 128)
      throw new AwsError('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > 256) throw new AwsError('InvalidTag', 'The TagValue you have provided is invalid');
  }
  const map = Object.fromEntries(tags);
  if (Object.keys(map).length < tags.length)
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  return map;
}

/** `x-amz-tagging: a=1&b=2`. */
export function tagsFromHeader(header: string | undefined): TextMap {
  return header === undefined ? {} : checkTags([...new URLSearchParams(header)]);
}

export function tagsFromSet(set: readonly Tag[]): TextMap {
  return checkTags(set.map(({ Key = '', Value = '' }) => [Key, Value] as const));
}

export function tagSet(tags: TextMap): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
