import { type AwsError } from '../http/awsError.ts';

export interface TokenPageOptions {
  /** `NextToken` of the request. */
  readonly token: string | undefined;
  readonly size: number;
  readonly badToken: () => AwsError;
}

/**
 * A page of a list that is in the order of its keys. The token names the last key, so it stays right while items come
 * and go.
 * @throws AwsError for a token of other origin
 */
export function tokenPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { token, size, badToken }: TokenPageOptions,
): { items: T[]; next: { NextToken?: string } } {
  const after = token === undefined ? undefined : Buffer.from(token, 'base64url').toString('utf8');
  if (after !== undefined && Buffer.from(after).toString('base64url') !== token) throw badToken();
  const rest = items.filter((item) => after === undefined || keyOf(item) > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const isMore = rest.length > page.length && last !== undefined;
  return {
    items: page,
    next: isMore ? { NextToken: Buffer.from(keyOf(last)).toString('base64url') } : {},
  };
}
