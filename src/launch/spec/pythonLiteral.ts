import { isFields } from './json.ts';

/** A JSON value as Python writes it, objects and lists one entry a line. @param depth of the first line's indent */
export function pythonLiteral(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `float("${value}")`;
  // JSON's escapes are Python's too, but for the halves of characters that JSON writes as two.
  if (typeof value === 'string') return pythonText(value);
  if (Array.isArray(value))
    return bracketed(
      '[',
      value.map((item) => pythonLiteral(item, depth + 1)),
      ']',
      depth,
    );
  if (!isFields(value)) return 'None';
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const lines = entries.map(([name, member]) => `${pythonText(name)}: ${pythonLiteral(member, depth + 1)}`);
  return bracketed('{', lines, '}', depth);
}

/** Characters as they are where Python's source may have them; lone surrogates and control characters escaped. */
function pythonText(value: string): string {
  const escaped = JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped;
}

function bracketed(open: string, items: readonly string[], close: string, depth: number): string {
  if (items.length === 0) return open + close;
  const indent = '    '.repeat(depth + 1);
  return `${open}\n${items.map((item) => `${indent}${item},\n`).join('')}${'    '.repeat(depth)}${close}`;
}
