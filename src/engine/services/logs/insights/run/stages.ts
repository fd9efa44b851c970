import { type JsonValue, Structure } from '../functions/structure.ts';
import { textKey } from '../functions/textKey.ts';
import { asText, isTrue, naturalOrder, type Value } from '../functions/values.ts';
import { type Command, type ParsePattern } from '../syntax/syntax.ts';
import { compile, type Compute, type Names } from './compile.ts';
import { type Row, valueOf } from './row.ts';
import {
  checkKept,
  comparePlaced,
  isTooMuch,
  type Next,
  type Order,
  type Placed,
  QueryTooLarge,
  type Stage,
} from './stage.ts';
import { TopRows } from './topRows.ts';

/** A stage that looks at one row at a time and keeps none. */
function rowStage(work: (row: Row) => boolean, next: Next): Stage {
  return {
    push(placed) {
      if (work(placed.row)) next.push(placed);
    },
    end: () => next.end(),
  };
}

/** Adds fields that are computed; plain ones are there anyway. */
export function fieldsStage(
  columns: Extract<Command, { kind: 'fields' | 'display' }>['columns'],
  names: Names,
  next: Next,
): Stage {
  const made = columns.map(({ name, expression }) => ({ name, compute: compile(expression, names) }));
  const added = made.filter(
    (_, n) => columns[n]?.hasAlias === true || columns[n]?.expression.kind !== 'field',
  );
  return rowStage((row) => {
    for (const { name, compute } of added) row.set(name, compute(row));
    return true;
  }, next);
}

export function filterStage(condition: Compute, next: Next): Stage {
  return rowStage((row) => isTrue(condition(row)), next);
}

/** Fields out of a text; a row whose text is not like the pattern stays without them. */
export function parseStage(
  source: Compute,
  pattern: ParsePattern,
  fields: readonly string[],
  next: Next,
): Stage {
  const take =
    pattern.kind === 'regex'
      ? (text: string) => pattern.matcher.exec(text)
      : (text: string) => globbed(pattern.parts, text);
  return rowStage((row) => {
    const text = asText(source(row));
    const found = text === undefined ? undefined : take(text);
    if (found) fields.forEach((name, n) => row.set(name, found[n]));
    return true;
  }, next);
}

/** What the wildcards between literal parts take, each as little as it can; the last one takes the rest. */
function globbed(parts: readonly string[], text: string): string[] | undefined {
  const [first = '', ...others] = parts;
  const start = text.indexOf(first);
  if (start < 0) return undefined;
  const found: string[] = [];
  let at = start + first.length;
  for (const [n, part] of others.entries()) {
    const end = part === '' && n === others.length - 1 ? text.length : text.indexOf(part, at);
    if (end < 0) return undefined;
    found.push(text.slice(at, end));
    at = end + part.length;
  }
  return found;
}

/** Gives rows a place without keeping them: what follows keeps no more than it needs. */
export function sortStage(
  keys: readonly { readonly compute: Compute; readonly descending: boolean }[],
  next: Next,
): Stage {
  const compare = (a: Order, b: Order): number => {
    for (const [n, { descending }] of keys.entries()) {
      const order = naturalOrder(a.keys[n] as Value, b.keys[n] as Value);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
  let arrival = 0;
  // Events come newest first; of the same time, they are to be oldest first where the order is ascending.
  const sign = keys[0]?.descending === true ? 1 : -1;
  return {
    push({ row }) {
      const order = { keys: keys.map(({ compute }) => compute(row)), arrival: sign * arrival++, compare };
      next.push({ row, order });
    },
    end: () => next.end(),
  };
}

/** The first rows in the order that they have; handed on when all have come. */
export function limitStage(count: number, next: Next): Stage {
  const top = new TopRows(count);
  return {
    push: (placed) => top.push(placed),
    end() {
      top.rows.forEach((placed) => next.push(placed));
      next.end();
    },
  };
}

/** `tail`: the last rows as they came. */
export function tailStage(count: number, next: Next): Stage {
  let rows: Placed[] = [];
  let kept = 0;
  const thin = (): void => {
    rows = rows.sort(comparePlaced).slice(-count);
    kept = rows.reduce((sum, { row }) => sum + row.size, 0);
    checkKept(kept);
  };
  return {
    push(placed) {
      rows.push(placed);
      kept += placed.row.size;
      if (rows.length >= 2 * count + 1000 || isTooMuch(kept)) thin();
    },
    end() {
      thin();
      rows.forEach((placed) => next.push(placed));
      next.end();
    },
  };
}

/** One row for each item of a list, of which the row without it is left away; what is no list is its own item. */
export function unnestStage(source: Compute, name: string, next: Next): Stage {
  return {
    push({ row, order }) {
      const value = source(row);
      if (value === undefined) return;
      const list = value instanceof Structure && Array.isArray(value.value) ? value : undefined;
      const items = list
        ? (list.value as readonly JsonValue[]).map((item) => valueOf(item, list.size))
        : [value];
      for (const item of items) next.push({ row: row.with(name, item, items.length), order });
    },
    end: () => next.end(),
  };
}

const MOST_DISTINCT = 100_000;

/** Of rows with the same values the first in order; rows that lack one of the fields are all kept. */
export function dedupStage(keys: readonly Compute[], next: Next): Stage {
  const best = new Map<string, Placed>();
  let lacking = 0;
  let kept = 0;
  return {
    push(placed) {
      const values = keys.map((compute) => asText(compute(placed.row)));
      const id = values.includes(undefined) ? `\0${lacking++}` : textKey(JSON.stringify(values));
      const known = best.get(id);
      if (!known && best.size >= MOST_DISTINCT)
        throw new QueryTooLarge(`dedup would keep more than ${MOST_DISTINCT} rows.`);
      if (known && comparePlaced(placed, known) >= 0) return;
      best.set(id, placed);
      kept += known ? placed.row.size - known.row.size : placed.row.size;
      checkKept(kept);
    },
    end() {
      for (const placed of best.values()) next.push(placed);
      next.end();
    },
  };
}
