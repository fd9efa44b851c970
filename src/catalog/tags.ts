import type { SageMaker } from './kind.ts';
import { call } from './sdk.ts';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** AWS's limits: tags of a resource, characters of a key and of a value. */
const tagLimits = { count: 50, key: 128, value: 256 } as const;

/** The tag that launches from this extension put on what they create: the ARN of who launched. */
export const createdByKey = 'sagemaker-workbench:created-by';

/** The tag of what an identity creates, as the SDK's Create operations take it. */
export function createdByTags(arn: string): { Key: string; Value: string }[] {
  return [{ Key: createdByKey, Value: arn.slice(0, tagLimits.value) }];
}

/** Letters, spaces and digits of all languages, and these signs. */
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const allowed = 'Letters, digits, spaces and _ . : / = + - @ only';

/** Why a key cannot be used; undefined for a good one. */
export function keyProblem(key: string, others: readonly Tag[] = []): string | undefined {
  if (key === '') return 'A key is needed';
  if (key.length > tagLimits.key) return `A key has at most ${tagLimits.key} characters`;
  if (/^aws:/i.test(key)) return 'Keys that begin with aws: belong to AWS';
  if (!characters.test(key)) return allowed;
  if (others.some((tag) => tag.key === key)) return 'There is a tag with this key';
  if (others.length >= tagLimits.count) return `A resource has at most ${tagLimits.count} tags`;
  return undefined;
}

/** Why a value cannot be used; undefined for a good one. Empty is good. */
export function valueProblem(value: string): string | undefined {
  if (value.length > tagLimits.value) return `A value has at most ${tagLimits.value} characters`;
  return characters.test(value) ? undefined : allowed;
}

/** All tags of a resource, by key. */
export async function listTags(from: SageMaker, arn: string, signal?: AbortSignal): Promise<Tag[]> {
  const tags: Tag[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await call(from, 'ListTags', { ResourceArn: arn, NextToken }, signal);
    tags.push(...(answer.Tags ?? []).map(({ Key, Value }) => ({ key: Key ?? '', value: Value ?? '' })));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return tags.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Adds a tag, or gives the one with its key another value. */
export async function setTag(from: SageMaker, arn: string, { key, value }: Tag): Promise<void> {
  await call(from, 'AddTags', { ResourceArn: arn, Tags: [{ Key: key, Value: value }] });
}

export async function removeTag(from: SageMaker, arn: string, key: string): Promise<void> {
  await call(from, 'DeleteTags', { ResourceArn: arn, TagKeys: [key] });
}
