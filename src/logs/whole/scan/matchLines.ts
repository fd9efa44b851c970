import type { LogSearch } from '../../../messages/log.ts';
import { plainLine } from '../../text/sanitize.ts';
import { readableMatcher } from './matchReadable.ts';
import { expressionOf } from './scanQuery.ts';

/**
 * Finds which of some lines match, as they are shown: without escape sequences, of a line that was rewritten its last state,
 * and of a structured one both what was written and how a person reads it.
 * @param text the lines, each with a newline behind it
 * @returns a function that calls `found` with the indices of lines, from 0
 */
export function lineMatcher(query: LogSearch): (text: string, found: (index: number) => void) => void {
  return query.isRegex ? matchEach(query) : withReadable(query, matchText(query));
}

/** Line by line: an expression that runs over the ends of lines could take forever, and find what no line has. */
function matchEach(query: LogSearch) {
  const expression = expressionOf(query);
  const isReadAs = readableMatcher(query);
  return (text: string, found: (index: number) => void): void => {
    let index = 0;
    for (let at = 0; at < text.length; index += 1) {
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end);
      if (expression.test(shown(line)) || isReadAs(line)) found(index);
      at = end + 1;
    }
  };
}

/** With the structured lines that only read so. Most logs have no such lines, and cost nothing more. */
function withReadable(query: LogSearch, match: ReturnType<typeof matchText>) {
  const isReadAs = readableMatcher(query);
  return (text: string, found: (index: number) => void): void => {
    if (!text.startsWith('{') && !text.includes('\n{')) {
      match(text, found);
      return;
    }
    const written = new Set<number>();
    match(text, (index) => written.add(index));
    let index = 0;
    for (let at = 0; at < text.length; index += 1) {
      const end = text.indexOf('\n', at);
      if (written.has(index) || (text[at] === '{' && isReadAs(text.slice(at, end)))) found(index);
      at = end + 1;
    }
  };
}

/** All at once: plain text has no newline in it, and most of the text is not even looked at. */
function matchText(query: LogSearch) {
  const expression = expressionOf(query, 'g');
  return (raw: string, found: (index: number) => void): void => {
    const text = shownText(raw);
    let index = 0;
    let counted = 0;
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      for (;;) {
        const end = text.indexOf('\n', counted);
        if (end >= match.index) break;
        index += 1;
        counted = end + 1;
      }
      found(index);
      const next = text.indexOf('\n', match.index) + 1;
      expression.lastIndex = next;
      index += 1;
      counted = next;
    }
  };
}

/** What rewrites or colours a line. */
const escape = '\\u001b';
const special = new RegExp(`[${escape}\\r]`, 'g');

/** Lines as they are shown. Most need nothing done to them. */
function shownText(text: string): string {
  let clean = '';
  let at = 0;
  special.lastIndex = 0;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const end = text.indexOf('\n', match.index);
    clean += text.slice(at, start) + plainLine(text.slice(start, end));
    at = end;
    special.lastIndex = end;
  }
  return at === 0 ? text : clean + text.slice(at);
}

const isPlain = (text: string): boolean => !text.includes('\u001b') && !text.includes('\r');
const shown = (line: string): string => (isPlain(line) ? line : plainLine(line));
