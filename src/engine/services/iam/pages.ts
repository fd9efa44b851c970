import { number, text, type JsonObject } from '../../json.ts';
import { tokenPage } from '../tokenPage.ts';
import { invalidInput } from './errors.ts';

/** IAM's paging: `MaxItems`, `Marker`, `IsTruncated`. */
export function iamPage<T>(
  input: JsonObject,
  all: readonly T[],
  keyOf: (item: T) => string,
): { items: T[]; members: JsonObject } {
  const { items, next } = tokenPage(all, keyOf, {
    token: text(input, 'Marker'),
    size: number(input, 'MaxItems') ?? 100,
    badToken: () => invalidInput('The Marker is not one of this operation.'),
  });
  const { NextToken: marker } = next;
  return {
    items,
    members: marker === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: marker },
  };
}
