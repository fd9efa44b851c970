import type { SyntaxNode } from '@lezer/common';
import { splitAtCommas } from './calls.ts';
import { childrenOf } from './parse.ts';

/** One name that an import binds. */
export interface Import {
  readonly local: string;
  /** `a.b` for `import a.b as local`, `a.b` for `from a import b`; relative ones begin with a dot. */
  readonly full: string;
  /** The module that is loaded. */
  readonly module: string;
  /** As one line. */
  readonly written: string;
  readonly line: number;
}

/** What an `ImportStatement` binds; `import *` binds nothing that is known. */
export function readImport(node: SyntaxNode, text: string, line: number): Import[] {
  const children = childrenOf(node);
  const split = children.findIndex(({ name }) => name === 'import');
  const word = (one: SyntaxNode): string => text.slice(one.from, one.to);
  const from = children[0]?.name === 'from' ? children.slice(1, split).map(word).join('') : undefined;
  const written = text.slice(node.from, node.to).replace(/\s+/g, ' ').trim();
  const names = children.slice(split + 1).filter(({ name }) => name !== '(' && name !== ')');
  return splitAtCommas(names).flatMap((run) => {
    const as = run.findIndex(({ name }) => name === 'as');
    const dotted = (as < 0 ? run : run.slice(0, as)).map(word).join('');
    const alias = as < 0 ? undefined : run[as + 1];
    if (dotted === '') return [];
    const first = dotted.split('.')[0] ?? dotted;
    if (from !== undefined) {
      const full = from.endsWith('.') ? `${from}${dotted}` : `${from}.${dotted}`;
      return [{ local: alias ? word(alias) : dotted, full, module: from, written, line }];
    }
    // `import a.b` binds `a`, `import a.b as c` binds `c` to `a.b`.
    const full = alias ? dotted : first;
    return [{ local: alias ? word(alias) : first, full, module: dotted, written, line }];
  });
}
