import { type Work } from '../regex/work.ts';
import { type Predicate } from './expression.ts';
import { invalidPattern, Scanner, takeQuoted, takeRegex } from './scanner.ts';

const BARE = /[^\s"]+/y;
/** AWS refuses these in a term without quotes. */
const QUOTED_ONLY = /[^\p{L}\p{N}_\-./=@#%+~]/u;

function takeTerm(scanner: Scanner): Predicate<string> {
  const regex = takeRegex(scanner);
  if (regex) return (message) => regex.test(message);
  const quoted = takeQuoted(scanner);
  const text = quoted ?? scanner.match(BARE)?.[0];
  if (text === undefined) throw scanner.unexpected('a term');
  const wrong = quoted === undefined ? QUOTED_ONLY.exec(text)?.[0] : undefined;
  if (wrong !== undefined) throw invalidPattern(`Invalid character(s) in term '${wrong}': it wants quotes.`);
  // `" "` is AWS's way to write "every event".
  if (text.trim() === '') return () => true;
  return (message) => message.includes(text);
}

/**
 * Terms of events without structure: all must be there, those with `-` must not. When there are only terms with `?`,
 * one of them is enough; beside others they have no effect, as AWS documents.
 */
export function compileTermsPattern(pattern: string, work: Work): Predicate<string> {
  const scanner = new Scanner(pattern, work);
  const required: Predicate<string>[] = [];
  const excluded: Predicate<string>[] = [];
  const optional: Predicate<string>[] = [];
  while (!scanner.isAtEnd) {
    if (scanner.take('?')) optional.push(takeTerm(scanner));
    else if (scanner.take('-')) excluded.push(takeTerm(scanner));
    else required.push(takeTerm(scanner));
  }
  if (required.length + excluded.length === 0 && optional.length > 0) {
    return (message) => optional.some((term) => term(message));
  }
  return (message) => required.every((term) => term(message)) && !excluded.some((term) => term(message));
}
