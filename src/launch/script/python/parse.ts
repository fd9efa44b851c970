import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/** No script that people write is longer; what comes after is data. */
const longestSource = 1_000_000;
/** Text that is no Python makes the parser's recovery slow: a limit in time, so that nobody waits for it. */
const longestMilliseconds = 1500;

export interface ParsedSource {
  readonly tree: Tree;
  /** What was read of the source: all of it, or its beginning. */
  readonly text: string;
  readonly complete: boolean;
}

/** The syntax tree of a Python source. Never throws: what is no Python is an error node in it. */
export function parsePython(source: string): ParsedSource {
  const text = source.slice(0, longestSource);
  const parse = parser.startParse(text);
  const end = performance.now() + longestMilliseconds;
  let steps = 0;
  let stopped = false;
  for (;;) {
    const tree = parse.advance();
    if (tree) return { tree, text, complete: text.length === source.length && !stopped };
    steps += 1;
    // `stopAt` may be called once; the parser then closes what is open.
    if (!stopped && steps % 1024 === 0 && performance.now() > end) {
      stopped = true;
      parse.stopAt(parse.parsedPos);
    }
  }
}

/** The node's children that are no comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

/** `if __name__ == "__main__":`, whose block is run as any other statement of a script. */
export function isMainGuard(node: SyntaxNode | null | undefined, text: string): boolean {
  return (
    node?.name === 'IfStatement' && /^if\s*\(?\s*__name__\s*==/.test(text.slice(node.from, node.from + 40))
  );
}
