import { validationError } from '../../http/awsError.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { nextToken, readToken } from '../listing.ts';
import { type Candidate } from './candidate.ts';
import { type Scalar } from './values.ts';

const DEFAULT_PAGE = 10;

/** Where a result stands: numbers before text, and what lacks the property last. */
interface Place {
  readonly value: Scalar | undefined;
  readonly id: string;
}

function rank(value: Scalar | undefined): number {
  if (value === undefined) return 2;
  return typeof value === 'string' ? 1 : 0;
}

function compare(a: Place, b: Place, descending: boolean): number {
  const missing = rank(a.value) === 2 || rank(b.value) === 2;
  const ranks = rank(a.value) - rank(b.value);
  if (missing && ranks !== 0) return ranks;
  const [x, y] = [a.value ?? '', b.value ?? ''];
  const values = ranks !== 0 ? ranks : x < y ? -1 : x > y ? 1 : 0;
  const ids = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return (values !== 0 ? values : ids) * (descending ? -1 : 1);
}

function readPlace(input: JsonObject): Place | undefined {
  const token = readToken(input);
  if (!token) return undefined;
  try {
    const [value] = JSON.parse(String(token.value)) as Scalar[];
    return { value, id: token.name };
  } catch (cause) {
    throw validationError(`Invalid NextToken: ${String(cause)}`);
  }
}

/** One page of what was found, in the order asked for. It begins after a result, so that new ones do not shift it. */
export function pageOf(
  found: readonly Candidate[],
  sortBy: readonly string[] | undefined,
  input: JsonObject,
): { page: readonly Candidate[]; next: { NextToken?: string } } {
  const descending = text(input, 'SortOrder') !== 'Ascending';
  const placed = found.map((candidate) => ({
    candidate,
    id: candidate.id,
    value: sortBy ? candidate.values(sortBy)[0] : candidate.modified,
  }));
  const after = readPlace(input);
  const rest = placed
    .filter((one) => !after || compare(one, after, descending) > 0)
    .sort((a, b) => compare(a, b, descending));
  const page = rest.slice(0, number(input, 'MaxResults') ?? DEFAULT_PAGE);
  const last = page.at(-1);
  const place = JSON.stringify(last?.value === undefined ? [] : [last.value]);
  return {
    page: page.map(({ candidate }) => candidate),
    next:
      last && rest.length > page.length
        ? { NextToken: nextToken(input, { value: place, name: last.id }) }
        : {},
  };
}
