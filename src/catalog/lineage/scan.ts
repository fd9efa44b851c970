import type { SearchRecord } from '@aws-sdk/client-sagemaker';
import type { KindId } from '../arnTypes.ts';
import { referenceFromArn } from '../arn.ts';
import { concurrently } from '../concurrently.ts';
import type { SageMaker } from '../kind.ts';
import type { ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';
import { kindTitle, knownKind } from './kindTitle.ts';
import { isRefusal } from './refusal.ts';

/** A resource and what Describe or Search says of it. */
export interface Scanned {
  readonly reference: ResourceReference;
  readonly answer: object;
}

/** What a scan has found, and how far it looked. */
export interface Scan {
  readonly found: readonly Scanned[];
  /** Where it did not look at all of the kind: a sentence. */
  readonly note: string | undefined;
}

/** How many resources of a kind are described at most, and how many of them at once. */
const mostDescribed = 60;
const atOnce = 6;
/** Pages of Search, of 100 resources each. */
const mostPages = 5;

/** Kinds that Search answers whole, a hundred at a time: what it calls them, and where their record is. */
const searchable: Partial<
  Record<
    KindId,
    readonly [
      'Model' | 'ModelPackage' | 'Endpoint',
      (record: SearchRecord) => { arn: string | undefined; answer: object } | undefined,
    ]
  >
> = {
  model: ['Model', ({ Model: found }) => found?.Model && { arn: found.Model.ModelArn, answer: found.Model }],
  modelPackage: [
    'ModelPackage',
    ({ ModelPackage: found }) => found && { arn: found.ModelPackageArn, answer: found },
  ],
  endpoint: ['Endpoint', ({ Endpoint: found }) => found && { arn: found.EndpointArn, answer: found }],
};

/**
 * The newest resources of a kind with all that is said of them.
 * @param since leaves out what is older, as what uses something cannot be
 * @throws what SageMaker answers to List
 */
export async function scan(
  from: SageMaker,
  id: KindId,
  since: Date | undefined,
  signal: AbortSignal | undefined,
): Promise<Scan> {
  const search = searchable[id];
  if (search) {
    try {
      return await searched(from, id, search, signal);
    } catch (error) {
      signal?.throwIfAborted();
      // Not every endpoint that speaks SageMaker has Search, or has it for all: the long way then.
      if (!isRefusal(error)) throw error;
    }
  }
  return described(from, id, since, signal);
}

async function searched(
  from: SageMaker,
  id: KindId,
  [resource, read]: NonNullable<(typeof searchable)[KindId]>,
  signal: AbortSignal | undefined,
): Promise<Scan> {
  const found: Scanned[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await call(
      from,
      'Search',
      { Resource: resource, MaxResults: 100, NextToken: nextToken },
      signal,
    );
    for (const record of answer.Results ?? []) {
      const one = read(record);
      const reference = referenceFromArn(one?.arn ?? '');
      if (one && reference) found.push({ reference, answer: one.answer });
    }
    nextToken = answer.NextToken;
    if (nextToken === undefined) return { found, note: undefined };
  }
  return { found, note: lookedAt(id, found.length) };
}

async function described(
  from: SageMaker,
  id: KindId,
  since: Date | undefined,
  signal: AbortSignal | undefined,
): Promise<Scan> {
  const kind = knownKind(id);
  if (!kind) return { found: [], note: undefined };
  const { items, nextToken } = await kind.list(from, { pageSize: mostDescribed, signal });
  const young = items.filter(({ createdAt }) => !since || !createdAt || createdAt >= since);
  const answers = await concurrently(young, atOnce, async (resource): Promise<Scanned[]> => {
    try {
      return [{ reference: resource, answer: (await kind.describe(from, resource, signal)).document }];
    } catch (error) {
      signal?.throwIfAborted();
      // Deleted since it was listed.
      if (isRefusal(error)) return [];
      throw error;
    }
  });
  const all = nextToken === undefined || young.length < items.length;
  return { found: answers.flat(), note: all ? undefined : lookedAt(id, items.length) };
}

function lookedAt(id: KindId, count: number): string {
  return `Looked at the newest ${count} of kind ${kindTitle(id)}; older ones may be related, too.`;
}
