import type * as SageMakerSdk from '@aws-sdk/client-sagemaker';
import type { PageQuery, QueryAbilities, SageMaker, SortBy } from './kind.ts';

type Sdk = typeof SageMakerSdk;
type CommandClass = new (input: never) => object;
/** The names of SageMaker's operations, as the SDK has commands for them. */
export type OperationName = {
  [Export in keyof Sdk]: Export extends `${infer Name}Command`
    ? Sdk[Export] extends CommandClass
      ? Name
      : never
    : never;
}[keyof Sdk];
type Instance<Name extends OperationName> = `${Name}Command` extends keyof Sdk
  ? Sdk[`${Name}Command`] extends new (input: never) => infer Made
    ? Made
    : never
  : never;
/** What an operation takes. */
export type Input<Name extends OperationName> =
  Instance<Name> extends { readonly input: infer Taken extends object } ? Taken : never;
/** What an operation answers. */
export type Output<Name extends OperationName> =
  Instance<Name> extends {
    resolveMiddleware(...given: never[]): (...given: never[]) => Promise<{ output: infer Answer }>;
  }
    ? Answer
    : never;

/**
 * Asks SageMaker through the connection's client; both it and the SDK's commands are loaded on first use.
 * @throws what SageMaker answers, as the SDK's own error.
 */
export async function call<Name extends OperationName>(
  from: SageMaker,
  operation: Name,
  input: Input<Name>,
  signal?: AbortSignal,
): Promise<Output<Name>> {
  const [client, sdk] = await Promise.all([from.sagemaker(), import('@aws-sdk/client-sagemaker')]);
  // One signature for all commands: which belongs to which name the types above say.
  const Command = sdk[`${operation}Command`] as unknown as new (
    input: object,
  ) => Parameters<typeof client.send>[0];
  const answer: unknown = await client.send(new Command(input), signal ? { abortSignal: signal } : {});
  return answer as Output<Name>;
}

/** For a List operation with all the members that most have. */
export const fullQuery = (statuses: readonly string[], sortBy?: readonly SortBy[]): QueryAbilities => ({
  name: true,
  statuses,
  sortBy: sortBy ?? ['CreationTime', 'Name', ...(statuses.length > 0 ? (['Status'] as const) : [])],
});

/** For a List operation that can only be paged. */
export const pagedOnly: QueryAbilities = { name: false, statuses: [], sortBy: [] };

/** The members that most List operations share: one page, filtered and sorted as asked, newest first by default. */
export function listInput<By extends SortBy = 'CreationTime'>(query: PageQuery) {
  return { ...sortedInput<By>(query), NameContains: query.nameContains } as const;
}

/** The same for operations that cannot look for a part of a name. */
export function sortedInput<By extends SortBy = 'CreationTime'>(query: PageQuery) {
  return {
    ...pageInput(query),
    SortBy: (query.sortBy ?? 'CreationTime') as By,
    SortOrder: query.sortOrder ?? 'Descending',
  } as const;
}

/** One page, for operations that cannot sort or filter. */
export function pageInput({ pageSize, nextToken }: PageQuery) {
  return { MaxResults: pageSize, NextToken: nextToken } as const;
}

/** A word to sort by, for operations that spell it `CREATION_TIME`. */
export function shouted<Word extends string>(word: SortBy = 'CreationTime'): Word {
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() as Word;
}
