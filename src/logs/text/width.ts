import { withoutColours } from './sanitize.ts';

/** Characters that take two cells: East Asian wide ones and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const combining = /\p{Mn}|\p{Me}|\p{Cf}/u;
const escape = '\\u001b';
const sequence = new RegExp(`${escape}\\[[\\d;:]*m`, 'y');

/**
 * The beginning of a line that fits into so many cells; colours of what is cut off are kept, as one of them ends the others.
 * @param line as `sanitizeLine` gives it
 */
export function fit(line: string, cells: number): string {
  if (line.length <= cells && /^[\x20-\x7e]*$/.test(line)) return line;
  let [kept, used, full] = ['', 0, false];
  for (let i = 0; i < line.length;) {
    sequence.lastIndex = i;
    const colour = sequence.exec(line)?.[0];
    if (colour !== undefined) {
      kept += colour;
      i += colour.length;
      continue;
    }
    const character = String.fromCodePoint(line.codePointAt(i) ?? 0x20);
    i += character.length;
    // Tabs would jump to wherever the next stop is.
    const [text, width] = character === '\t' ? ['  ', 2] : [character, cellsOf(character)];
    full ||= used + width > cells;
    if (full) continue;
    kept += text;
    used += width;
  }
  return kept;
}

/** How many rows a terminal of so many columns wraps a line into, as `fit` gives it. */
export function rowsOf(line: string, columns: number): number {
  let [rows, used] = [1, 0];
  for (const character of withoutColours(line)) {
    const width = cellsOf(character);
    if (used + width > columns) [rows, used] = [rows + 1, 0];
    used += width;
  }
  return rows;
}

function cellsOf(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  return wide.test(character) ? 2 : combining.test(character) ? 0 : 1;
}
