import { describe, expect, it } from 'vitest';
import { inTurn } from '../../../src/catalog/inTurn.ts';
import type { PageQuery } from '../../../src/catalog/kind.ts';

const parts = { first: ['a', 'b', 'c'], empty: [], last: ['d', 'e'] };
const names = Object.keys(parts) as (keyof typeof parts)[];
const asked: string[] = [];

/** A part's own pages: its token is the index at which the next one begins. */
function ask(part: keyof typeof parts, { pageSize, nextToken }: PageQuery) {
  asked.push(part);
  const start = Number(nextToken ?? 0);
  const all = parts[part];
  const items = all.slice(start, start + pageSize).map((name) => ({ kind: 'job', name, arn: name }) as const);
  const end = start + items.length;
  return Promise.resolve({ items, nextToken: end < all.length ? String(end) : undefined });
}

async function pages(pageSize: number): Promise<string[]> {
  const found: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await inTurn(names, { pageSize, nextToken }, ask);
    found.push(page.items.map(({ name }) => name).join(''));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

describe('a list of parts', () => {
  it.each([
    [1, ['a', 'b', 'c', 'd', 'e']],
    [2, ['ab', 'cd', 'e']],
    [3, ['abc', 'de']],
    [5, ['abcde']],
    [100, ['abcde']],
  ])('goes on from part to part in pages of %s', async (size, expected) => {
    expect(await pages(size)).toEqual(expected);
  });

  it('asks for no more parts than a page needs', async () => {
    asked.length = 0;
    await inTurn(names, { pageSize: 2 }, ask);
    expect(asked).toEqual(['first']);
  });
});
