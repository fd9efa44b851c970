/** One step of an expression: a character of some kind, or a place in the text. */
export type RegexItem =
  | {
      readonly kind: 'character';
      readonly takes: (character: string) => boolean;
      /** Any number of them. */
      readonly repeats: boolean;
      readonly isOptional: boolean;
    }
  | { readonly kind: 'start' | 'end' };

/** Counts are written out: `a{3}` is three items. */
const MOST_ITEMS = 500;

const ATOM = /\[\^?\]?(?:[^\]\\]|\\.)*\]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.|[^\\]/sy;
const COUNT = /(?:([*+?])|\{(\d{1,3})(,(\d{0,3}))?\})\??/y;

function takerOf(atom: string): (character: string) => boolean {
  if (atom.length === 1 && atom !== '.') return (character) => character === atom;
  if (/^\\[bB0-9ckpP]/.test(atom)) throw new SyntaxError(`${atom} is not supported`);
  const single = new RegExp(`^(?:${atom})$`);
  return (character) => single.test(character);
}

/** How often, `[least, most]`. */
function countOf(found: RegExpExecArray): [number, number] {
  const [, sign, least, range, most] = found;
  if (sign !== undefined) return sign === '?' ? [0, 1] : [sign === '*' ? 0 : 1, Infinity];
  const low = Number(least);
  if (range === undefined) return [low, low];
  const high = most === undefined || most === '' ? Infinity : Number(most);
  if (high < low) throw new SyntaxError('a count is out of order');
  return [low, high];
}

function itemsOf(atom: string, [least, most]: readonly [number, number]): RegexItem[] {
  const takes = takerOf(atom);
  const item = { kind: 'character' as const, takes, repeats: false, isOptional: false };
  const items: RegexItem[] = Array.from({ length: least }, () => item);
  if (most === Infinity) items.push({ ...item, repeats: true, isOptional: true });
  else items.push(...Array.from({ length: most - least }, () => ({ ...item, isOptional: true })));
  return items;
}

/**
 * Takes an expression without groups apart: its alternatives, each a sequence of items.
 * @throws SyntaxError
 */
export function parseRegex(source: string): RegexItem[][] {
  const alternatives: RegexItem[][] = [[]];
  let total = 0;
  for (let at = 0; at < source.length;) {
    ATOM.lastIndex = at;
    const atom = ATOM.exec(source)?.[0];
    if (atom === undefined) throw new SyntaxError('a backslash stands at the end');
    at += atom.length;
    if (atom === '|') {
      alternatives.push([]);
      continue;
    }
    if (/^[*+?]$/.test(atom)) throw new SyntaxError(`nothing stands before "${atom}"`);
    if (atom === '[') throw new SyntaxError('a "[" is not closed');
    if (atom === '^' || atom === '$') {
      alternatives.at(-1)?.push({ kind: atom === '^' ? 'start' : 'end' });
      continue;
    }
    COUNT.lastIndex = at;
    const count = COUNT.exec(source);
    at += count?.[0].length ?? 0;
    const items = itemsOf(atom, count ? countOf(count) : [1, 1]);
    total += items.length;
    if (total > MOST_ITEMS) throw new SyntaxError('it is too long');
    alternatives.at(-1)?.push(...items);
  }
  return alternatives;
}
