import type { PageQuery, SageMaker } from './kind.ts';

/** The connection's client and the SDK's commands, loaded side by side on first use. */
export async function load(from: SageMaker) {
  const [client, commands] = await Promise.all([from.sagemaker(), import('@aws-sdk/client-sagemaker')]);
  return { client, ...commands };
}

/** The members that all List operations share: one page, newest first. */
export function newestFirst({ pageSize, nextToken }: PageQuery) {
  return {
    SortBy: 'CreationTime',
    SortOrder: 'Descending',
    MaxResults: pageSize,
    NextToken: nextToken,
  } as const;
}

/** The options with which a request can be given up. */
export function abortable(signal: AbortSignal | undefined) {
  return signal ? { abortSignal: signal } : {};
}
