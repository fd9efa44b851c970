/** `{% name rest %}` */
export interface Tag {
  readonly name: string;
  readonly rest: string;
}

/** Of a template: text, an output or a tag. */
export type Piece = string | { readonly output: string } | Tag;

/** A template's pieces. By hand: a pattern would look for the end of each unclosed brace through the whole template. */
export function pieces(template: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (at < template.length) {
    const begin = nextOpening(template, at);
    const close = template.startsWith('{{', begin) ? '}}' : '%}';
    const end = begin < 0 ? -1 : template.indexOf(close, begin + 2);
    if (end < 0) return [...found, template.slice(at)];
    if (begin > at) found.push(template.slice(at, begin));
    const words = template
      .slice(begin + 2, end)
      .replace(/^-|-$/g, '')
      .trim();
    found.push(close === '}}' ? { output: words } : tagOf(words));
    at = end + 2;
  }
  return found;
}

function nextOpening(template: string, from: number): number {
  const opening = /\{[{%]/g;
  opening.lastIndex = from;
  return opening.exec(template)?.index ?? -1;
}

function tagOf(words: string): Tag {
  const name = /^\w*/.exec(words)?.[0] ?? '';
  return { name, rest: words.slice(name.length).trim() };
}
