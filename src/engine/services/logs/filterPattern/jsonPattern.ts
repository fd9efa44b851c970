import { isJsonObject, type Json } from '../../../json.ts';
import { type Work } from '../regex/work.ts';
import { takeComparison } from './comparison.ts';
import { type EventPattern } from './eventPattern.ts';
import { type Predicate, takeExpression } from './expression.ts';
import { Scanner } from './scanner.ts';

const EVERY = Symbol('*');
/** A property's name, an element's number, or every one of them. */
type Step = string | number | typeof EVERY;

const NAME = /\.?([^\s.[\]{}()=!<>&|"'*]+)/y;
const ANY = /\.\*|\.?\[\*\]/y;
const ELEMENT = /\.?\[(\d+)\]/y;
const BRACKET = /\.?\[(?:'([^']*)'|"([^"]*)")\]/y;
const UNQUOTED = /(?:(?!&&|\|\|)[^\s(){}"])+/y;

/** `$.a.b[0]['c.d'][*]` */
function takeSelector(scanner: Scanner): Step[] {
  if (!scanner.take('$')) throw scanner.unexpected('a property selector ($.name)');
  const steps: Step[] = [];
  for (;;) {
    const element = scanner.match(ELEMENT);
    const bracket = element ? undefined : scanner.match(BRACKET);
    if (element) steps.push(Number(element[1]));
    else if (bracket) steps.push(bracket[1] ?? bracket[2] ?? '');
    else if (scanner.match(ANY)) steps.push(EVERY);
    else {
      const name = scanner.match(NAME)?.[1];
      if (name === undefined) break;
      steps.push(name);
    }
  }
  if (steps.length === 0) throw scanner.unexpected('a property name');
  return steps;
}

/** The values that a selector leads to; none when the property is not there. */
function select(root: Json, steps: readonly Step[]): Json[] {
  let values: Json[] = [root];
  for (const step of steps) {
    values = values.flatMap((value) => {
      if (step === EVERY) {
        if (Array.isArray(value)) return value;
        return isJsonObject(value) ? Object.values(value).filter((item) => item !== undefined) : [];
      }
      if (typeof step === 'number') return Array.isArray(value) && step in value ? [value[step] ?? null] : [];
      return isJsonObject(value) && Object.hasOwn(value, step) ? [value[step] ?? null] : [];
    });
  }
  return values;
}

const VALUES: Readonly<Record<string, Json>> = { NULL: null, TRUE: true, FALSE: false };

/** A selector as it is written: `$.a['b.c'][0]`. */
function selectorText(steps: readonly Step[]): string {
  const parts = steps.map((step) => {
    if (step === EVERY) return '[*]';
    if (typeof step === 'number') return `[${step}]`;
    return /^[^\s.[\]{}()=!<>&|"'*]+$/.test(step) ? `.${step}` : `['${step}']`;
  });
  return `$${parts.join('')}`;
}

function takeCondition(scanner: Scanner, selectors: Step[][]): Predicate<Json> {
  const steps = takeSelector(scanner);
  selectors.push(steps);
  const is = scanner.match(/\s+IS\s+(NULL|TRUE|FALSE)\b/y)?.[1];
  if (is !== undefined) return (root) => select(root, steps).some((value) => value === VALUES[is]);
  if (scanner.match(/\s+NOT\s+EXISTS\b/y)) return (root) => select(root, steps).length === 0;
  const compare = takeComparison(scanner, UNQUOTED);
  if (!compare) throw scanner.unexpected('an operator');
  return (root) =>
    select(root, steps).some((value) => value !== null && typeof value !== 'object' && compare(value));
}

/** What stands between `{` and `}`: conditions on the members of events that are JSON. */
export function compileJsonPattern(body: string, work: Work): EventPattern {
  const scanner = new Scanner(body, work);
  const selectors: Step[][] = [];
  const holds = takeExpression(scanner, () => takeCondition(scanner, selectors));
  if (!scanner.isAtEnd) throw scanner.unexpected('"&&", "||" or the end');
  return {
    holds: (message) => {
      const root = jsonOf(message);
      return root !== undefined && holds(root);
    },
    extract: (message) => extracted(jsonOf(message) ?? null, selectors),
  };
}

/** The first value that each selector leads to; none for one that leads nowhere, or to null. */
function extracted(root: Json, selectors: readonly Step[][]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const steps of selectors) {
    const [value] = select(root, steps);
    if (value === undefined || value === null) continue;
    values[selectorText(steps)] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return values;
}

/** `undefined` for a message that is no JSON object or list. */
export function jsonOf(message: string): Json | undefined {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message) as Json;
  } catch {
    return undefined;
  }
}
