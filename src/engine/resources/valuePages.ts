import { number, type JsonObject } from '../json.ts';
import { nextToken, readToken } from './listing.ts';

const DEFAULT_PAGE = 10;

/** One page of values that are no resources of their own, ordered by a key that tells one from another. */
export function pageOfValues<T>(
  all: readonly (readonly [key: string, value: T])[],
  input: JsonObject,
  defaultPage = DEFAULT_PAGE,
): { values: T[]; next: { NextToken?: string } } {
  const after = readToken(input)?.name;
  const sorted = all
    .filter(([key]) => after === undefined || key > after)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const page = sorted.slice(0, number(input, 'MaxResults') ?? defaultPage);
  const last = page.at(-1);
  const more = last !== undefined && sorted.length > page.length;
  return {
    values: page.map(([, value]) => value),
    next: more ? { NextToken: nextToken(input, { value: '', name: last[0] }) } : {},
  };
}
