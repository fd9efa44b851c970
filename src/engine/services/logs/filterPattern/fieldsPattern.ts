import { type Work } from '../regex/work.ts';
import { takeComparison } from './comparison.ts';
import { type Predicate, takeExpression } from './expression.ts';
import { Scanner } from './scanner.ts';

const ELLIPSIS = '...';
/** A field may go without a name. */
const NAME = /\s*(?:[A-Za-z0-9_]+|(?=\s*(?:,|$)))/y;
const UNQUOTED = /(?:(?!&&|\|\|)[^,()"])+/y;

/** A message's fields: words, and what stands in brackets or quotes, without these. */
function fieldsOf(message: string): string[] {
  return [...message.matchAll(/\[([^[\]]*)\]|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

function takeField(scanner: Scanner): Predicate<string> {
  return takeExpression(scanner, () => {
    if (!scanner.match(NAME)) throw scanner.unexpected('a field name');
    return takeComparison(scanner, UNQUOTED) ?? (() => true);
  });
}

function takeFields(body: string, work: Work): (Predicate<string> | typeof ELLIPSIS)[] {
  const scanner = new Scanner(body, work);
  if (body.trim() === '') throw scanner.unexpected('a field name');
  const fields: (Predicate<string> | typeof ELLIPSIS)[] = [];
  do fields.push(scanner.take(ELLIPSIS) ? ELLIPSIS : takeField(scanner));
  while (scanner.take(','));
  if (!scanner.isAtEnd) throw scanner.unexpected('","');
  if (fields.filter((field) => field === ELLIPSIS).length > 1) throw scanner.unexpected('only one "..."');
  return fields;
}

/**
 * What stands between `[` and `]`: conditions on space-delimited fields, by their order. `...` stands for any number of
 * fields; without it the last field takes what is left of the message.
 */
export function compileFieldsPattern(body: string, work: Work): Predicate<string> {
  const fields = takeFields(body, work);
  const gap = fields.indexOf(ELLIPSIS);
  const conditions = fields.filter((field) => field !== ELLIPSIS);
  const head = gap < 0 ? conditions.length : gap;
  return (message) => {
    const found = fieldsOf(message);
    if (found.length < conditions.length) return false;
    const skipped = found.length - conditions.length;
    return conditions.every((holds, n) => {
      if (gap < 0 && n === conditions.length - 1) return holds(found.slice(n).join(' '));
      return holds(found[n < head ? n : n + skipped] ?? '');
    });
  };
}
