import { type Work } from '../regex/work.ts';
import { takeComparison } from './comparison.ts';
import { type EventPattern } from './eventPattern.ts';
import { type Predicate, takeExpression } from './expression.ts';
import { Scanner } from './scanner.ts';

const ELLIPSIS = '...';
/** A field may go without a name. */
const NAME = /\s*([A-Za-z0-9_]+|(?=\s*(?:,|$)))/y;
const UNQUOTED = /(?:(?!&&|\|\|)[^,()"])+/y;

/** A message's fields: words, and what stands in brackets or quotes, without these. */
function fieldsOf(message: string): string[] {
  return [...message.matchAll(/\[([^[\]]*)\]|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

interface Field {
  /** Empty for one that goes without. */
  readonly name: string;
  readonly holds: Predicate<string>;
}

function takeField(scanner: Scanner): Field {
  const names: string[] = [];
  const holds = takeExpression(scanner, () => {
    const name = scanner.match(NAME);
    if (!name) throw scanner.unexpected('a field name');
    names.push(name[1] ?? '');
    return takeComparison(scanner, UNQUOTED) ?? (() => true);
  });
  return { name: names[0] ?? '', holds };
}

function takeFields(body: string, work: Work): (Field | typeof ELLIPSIS)[] {
  // AWS takes `[]` for fields of any number, each by its place.
  if (body.trim() === '') return [ELLIPSIS];
  const scanner = new Scanner(body, work);
  const fields: (Field | typeof ELLIPSIS)[] = [];
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
export function compileFieldsPattern(body: string, work: Work): EventPattern {
  const fields = takeFields(body, work);
  const gap = fields.indexOf(ELLIPSIS);
  const named = fields.filter((field) => field !== ELLIPSIS);
  const head = gap < 0 ? named.length : gap;
  /** The values of a message, each with its field where the pattern has one; `undefined` when it has too few. */
  const values = (
    message: string,
  ): readonly (readonly [value: string, field: Field | undefined])[] | undefined => {
    const found = fieldsOf(message);
    const skipped = found.length - named.length;
    if (skipped < 0) return undefined;
    if (gap < 0)
      return named.map((field, n) => [
        n === named.length - 1 ? found.slice(n).join(' ') : (found[n] ?? ''),
        field,
      ]);
    return found.map((value, n) => [
      value,
      n < head ? named[n] : n < head + skipped ? undefined : named[n - skipped],
    ]);
  };
  return {
    holds: (message) => values(message)?.every(([value, field]) => field?.holds(value) ?? true) ?? false,
    extract: (message) =>
      Object.fromEntries(
        (values(message) ?? []).map(([value, field], n) => {
          const name = field?.name ?? '';
          return [`$${name === '' ? n + 1 : name}`, value];
        }),
      ),
  };
}
