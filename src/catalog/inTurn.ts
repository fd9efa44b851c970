import type { Page, PageQuery } from './kind.ts';

const mark = '|';

/**
 * One list of what an operation gives only by parts, such as a category that it asks for: part after part, each in the
 * order asked for. Empty parts cost a request and no page.
 * @param ask one page of one part
 */
export async function inTurn<Part extends string>(
  parts: readonly Part[],
  query: PageQuery,
  ask: (part: Part, query: PageQuery) => Promise<Page>,
): Promise<Page> {
  let [at, nextToken] = placeIn(parts, query.nextToken);
  const items: Page['items'][number][] = [];
  for (;;) {
    const part = parts[at];
    if (part === undefined) return { items, nextToken: undefined };
    const left = query.pageSize - items.length;
    if (left <= 0) return { items, nextToken: `${part}${mark}${nextToken ?? ''}` };
    const page = await ask(part, { ...query, pageSize: left, nextToken });
    items.push(...page.items);
    nextToken = page.nextToken;
    if (nextToken === undefined) at += 1;
  }
}

/** Which part a token of ours continues, and that part's own token. */
function placeIn(parts: readonly string[], token: string | undefined): [number, string | undefined] {
  if (token === undefined) return [0, undefined];
  const end = token.indexOf(mark);
  const part = token.slice(0, end);
  return [Math.max(0, parts.indexOf(part)), token.slice(end + 1) || undefined];
}
