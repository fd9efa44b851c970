import { referenceFromArn } from '../../../catalog/arn.ts';
import type { TailTarget } from '../../tailTarget.ts';
import { isTailKind } from '../tailKind.ts';

/** A job by its ARN, where its kind writes logs. */
export function targetOf(arn: unknown): readonly TailTarget[] {
  const reference = typeof arn === 'string' ? referenceFromArn(arn) : undefined;
  if (!reference || !isTailKind(reference.kind)) return [];
  return [{ kind: reference.kind, name: reference.name, arn: reference.arn }];
}

/** All pages of a list. */
export async function every<Item>(
  page: (next: string | undefined) => Promise<{ items: readonly Item[]; next: string | undefined }>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let next: string | undefined;
  do {
    const answer = await page(next);
    all.push(...answer.items);
    next = answer.next;
  } while (next !== undefined);
  return all;
}
