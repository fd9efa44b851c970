import type { LogSearch } from '../../../messages/log.ts';
import { levels } from '../../text/level.ts';
import { readableRow } from '../../text/readableRow.ts';
import { expressionOf } from './scanQuery.ts';

const brace = 0x7b;

/**
 * Finds what a structured line is shown as, where that is not how it was written: `step=3` of `"step": 3`.
 * @returns whether a line matches so; quick to say no, as reading a line as JSON takes long
 */
export function readableMatcher(query: LogSearch): (line: string) => boolean {
  const expression = expressionOf(query);
  const word = query.isRegex ? undefined : writtenWord(query.text);
  const written = word === undefined ? undefined : new RegExp(word, 'i');
  return (line) => {
    if (line.charCodeAt(0) !== brace || written?.test(line) === false) return false;
    const readable = readableRow(line);
    return readable !== undefined && expression.test(readable);
  };
}

/**
 * A word that a line shown with such a text was written with, too. Letters only: numbers are written in several ways, and a
 * level may have been a number.
 */
function writtenWord(text: string): string | undefined {
  return (text.match(/[A-Za-z]{2,}/g) ?? [])
    .filter((word) => !levels.some((level) => level.includes(word.toLowerCase())))
    .toSorted((a, b) => b.length - a.length)[0];
}
