const escape = '\\u001b';
/** Line ends, returns, control sequences, text. */
const tokens = new RegExp(`\\r\\n|\\r|${escape}\\[[\\d;?]*[A-Za-z]|[^\\r\\n${escape}]+`, 'g');
const up = new RegExp(`^${escape}\\[(\\d*)A$`);
const eraseBelow = new RegExp(`^${escape}\\[0?J$`);

/**
 * What stands in a terminal in the end, colours included, a line each: of the sequences that move the cursor those that a tail
 * writes are known.
 * @throws Error for another one
 */
export function screenText(written: string): string {
  const rows = [''];
  let row = 0;
  let fresh = false;
  for (const [token] of written.matchAll(tokens)) {
    if (token === '\r\n') {
      row += 1;
      rows[row] ??= '';
      fresh = true;
    } else if (token === '\r') fresh = true;
    else if (up.test(token)) row = Math.max(0, row - Number(up.exec(token)?.[1] ?? 1));
    else if (eraseBelow.test(token)) {
      rows.length = row + 1;
      rows[row] = '';
    } else if (token.startsWith('\u001b[') && !token.endsWith('m')) {
      throw new Error(`A tail does not write ${JSON.stringify(token)}.`);
    } else {
      rows[row] = (fresh ? '' : (rows[row] ?? '')) + token;
      fresh = false;
    }
  }
  return rows.join('\n');
}
