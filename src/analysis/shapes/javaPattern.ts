/** Java's POSIX classes, by what stands inside a character class here. */
const POSIX: Readonly<Record<string, string>> = {
  Alnum: 'a-zA-Z0-9',
  Print: '\\x20-\\x7e',
};

/**
 * Patterns whose nested counts make a backtracking matcher try exponentially many ways, and others that take the same
 * texts (within the shape's length) in one way each.
 */
const PLAINER: Readonly<Record<string, string>> = {
  '[a-z0-9]([-a-z0-9]*[a-z0-9]){0,39}?': '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
  'https://([.\\-_a-zA-Z0-9]+/?){3,1016}': 'https://([.\\-_a-zA-Z0-9]/?){3,1016}',
};

/**
 * A pattern of the API model (Java's syntax) as JavaScript's: its POSIX classes, `\A` and `\z`, and a count on `$`.
 * @returns the source, and whether it needs the `u` flag (which in turn forbids idle escapes, so not all get it)
 */
export function javaPattern(pattern: string): { source: string; unicode: boolean } {
  const source = (PLAINER[pattern] ?? pattern)
    .replace(/\[(?:\\.|[^\]\\])*\]|\\p\{(?:Alnum|Print)\}/g, (part) => {
      const plain = part.replace(/\\p\{(Alnum|Print)\}/g, (_, name: string) => POSIX[name] ?? '');
      return part.startsWith('[') ? plain : `[${plain}]`;
    })
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$')
    .replace(/\$\{\d+,\d+\}/g, '$');
  return { source, unicode: /\\p\{|\\uD800/.test(source) };
}
