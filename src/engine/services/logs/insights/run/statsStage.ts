import { type Aggregate, newAggregate } from '../functions/aggregates.ts';
import { textKey } from '../functions/textKey.ts';
import { asNumber, asText, sizeOf, type Value } from '../functions/values.ts';
import { malformedQuery } from '../syntax/queryError.ts';
import { type Command, type Expression } from '../syntax/syntax.ts';
import { compile, type Compute, type Names } from './compile.ts';
import { Row } from './row.ts';
import { checkKept, type Next, type Placed, QueryTooLarge, type Stage } from './stage.ts';

/** AWS gives up on queries with too many groups as well, in its own time. */
const MOST_GROUPS = 100_000;

interface Slot {
  readonly name: string;
  readonly percent: number;
  readonly operand: Compute;
}

interface Group {
  readonly keys: readonly Value[];
  readonly aggregates: readonly Aggregate[];
}

type StatsCommand = Extract<Command, { kind: 'stats' }>;

/** Gathers rows into groups; hands on one row a group when all have come. */
export class StatsStage implements Stage {
  readonly #slots: Slot[] = [];
  readonly #keys: readonly { readonly name: string; readonly compute: Compute }[];
  readonly #columns: readonly { readonly name: string; readonly compute: Compute }[];
  readonly #next: Next;
  readonly #groups = new Map<string, Group>();
  #kept = 0;

  constructor(command: StatsCommand, names: Names, next: Next) {
    this.#next = next;
    this.#keys = command.by.map(({ name, expression }) => ({ name, compute: compile(expression, names) }));
    const inStats: Names = {
      known: new Set(command.by.map(({ name }) => name)),
      aggregate: (call) => this.#slot(call, names),
    };
    this.#columns = command.columns.map(({ name, expression }) => ({
      name,
      compute: compile(expression, inStats),
    }));
    if (this.#slots.length === 0)
      throw malformedQuery('stats needs a function such as count(*)', command.span);
  }

  push({ row }: Placed): void {
    const keys = this.#keys.map(({ compute }) => compute(row));
    const id = keys.length === 0 ? '' : textKey(JSON.stringify(keys.map((key) => asText(key) ?? null)));
    let group = this.#groups.get(id);
    if (!group) {
      if (this.#groups.size >= MOST_GROUPS)
        throw new QueryTooLarge(`The query makes more than ${MOST_GROUPS} groups.`);
      group = { keys, aggregates: this.#slots.map(({ name, percent }) => newAggregate(name, percent)) };
      this.#groups.set(id, group);
      this.#kept += keys.reduce<number>((sum, key) => sum + sizeOf(key), 200);
    }
    const { aggregates } = group;
    for (const [n, { operand }] of this.#slots.entries()) {
      const aggregate = aggregates[n];
      if (!aggregate) continue;
      const before = aggregate.size;
      aggregate.add(operand(row), row.time);
      this.#kept += aggregate.size - before;
    }
    checkKept(this.#kept);
  }

  end(): void {
    // Of no rows at all there is a count still, and it is 0.
    if (this.#groups.size === 0 && this.#keys.length === 0)
      this.#groups.set('', {
        keys: [],
        aggregates: this.#slots.map(({ name, percent }) => newAggregate(name, percent)),
      });
    for (const group of this.#groups.values()) this.#next.push({ row: this.#rowOf(group), order: undefined });
    this.#next.end();
  }

  #rowOf({ keys, aggregates }: Group): Row {
    const row = new Row();
    this.#keys.forEach(({ name }, n) => row.set(name, keys[n]));
    aggregates.forEach((aggregate, n) => row.set(slotName(n), aggregate.value));
    for (const { name, compute } of this.#columns) row.set(name, compute(row));
    return row;
  }

  #slot({ name, operands, span }: Extract<Expression, { kind: 'call' }>, names: Names): Compute {
    const [first, second] = operands;
    const counted = !first || first.kind === 'star';
    const operand = counted ? () => true : compile(first, names);
    const percent = name === 'pct' ? percentOf(second) : undefined;
    if (name === 'pct' && percent === undefined)
      throw malformedQuery('pct wants a percentage from 0 to 100', second?.span ?? span);
    const slot = slotName(this.#slots.push({ name, operand, percent: percent ?? 0 }) - 1);
    return (row) => row.get(slot);
  }
}

/** No query can write such a name. */
const slotName = (n: number): string => `\0${n}`;

function percentOf(expression: Expression | undefined): number | undefined {
  if (expression?.kind !== 'literal') return undefined;
  const value = asNumber(expression.value);
  return value !== undefined && value >= 0 && value <= 100 ? value : undefined;
}
