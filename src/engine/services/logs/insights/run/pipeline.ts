import { asText } from '../functions/values.ts';
import { malformedQuery } from '../syntax/queryError.ts';
import { type Command } from '../syntax/syntax.ts';
import { compile, type Names } from './compile.ts';
import { type QueriedEvent, Row } from './row.ts';
import {
  dedupStage,
  fieldsStage,
  filterStage,
  limitStage,
  parseStage,
  sortStage,
  tailStage,
  unnestStage,
} from './stages.ts';
import { type Next, type Placed, type Stage } from './stage.ts';
import { StatsStage } from './statsStage.ts';
import { TopRows } from './topRows.ts';

export interface ResultField {
  readonly field: string;
  readonly value: string;
}

const MOST_STATS = 2;

/** What the results show, as the commands one after another decide. */
interface Shown {
  columns: string[];
  /** `display` has chosen; later `fields` add nothing. */
  isChosen: boolean;
}

/**
 * The commands of a query, connected: events go in at one end, rows of results gather at the other.
 * @throws AwsError `MalformedQueryException` when it is made
 */
export class Pipeline {
  /** Events that came as far as the first command that is no longer about single events. */
  matched = 0;
  readonly #first: Stage;
  readonly #results: TopRows;
  readonly #shown: Shown = { columns: [], isChosen: false };
  readonly #hasEvents: boolean;

  /** @param limit the most rows of results */
  constructor(commands: readonly Command[], limit: number) {
    this.#results = new TopRows(limit);
    this.#hasEvents = !commands.some(({ kind }) => kind === 'stats');
    check(commands);
    const stages = planNames(commands, this.#shown);
    const sink: Stage = { push: (placed) => this.#results.push(placed), end: () => undefined };
    const isCounted = (kind: Command['kind']): boolean =>
      kind === 'stats' || kind === 'sort' || kind === 'limit' || kind === 'dedup';
    const border = commands.findIndex(({ kind }) => isCounted(kind));
    const counted = (next: Next): Stage => ({
      push: (placed: Placed) => {
        this.matched += 1;
        next.push(placed);
      },
      end: () => next.end(),
    });
    let next: Stage = border < 0 ? counted(sink) : sink;
    for (let n = commands.length - 1; n >= 0; n--) {
      const [command, names] = [commands[n], stages[n]];
      if (!command || !names) continue;
      next = stageOf(command, names, next);
      if (n === border) next = counted(next);
    }
    this.#first = next;
  }

  push(event: QueriedEvent): void {
    this.#first.push({ row: new Row(event), order: undefined });
  }

  end(): void {
    this.#first.end();
  }

  /** The rows that have come through so far. */
  rows(): ResultField[][] {
    const columns = this.#shown.columns.length > 0 ? this.#shown.columns : ['@timestamp', '@message'];
    return this.#results.rows.map(({ row }) => {
      const names = this.#hasEvents && row.event ? [...columns, '@ptr'] : columns;
      return [...new Set(names)].flatMap((field) => {
        const value = asText(row.get(field));
        return value === undefined ? [] : [{ field, value }];
      });
    });
  }
}

function check(commands: readonly Command[]): void {
  const stats = commands.filter(({ kind }) => kind === 'stats');
  const third = stats[MOST_STATS];
  if (third) throw malformedQuery(`a query has at most ${MOST_STATS} stats commands`, third.span);
}

/** What each command may refer to, and what is shown in the end. */
function planNames(commands: readonly Command[], shown: Shown): Names[] {
  let known: Set<string> | undefined;
  return commands.map((command) => {
    const names: Names = { known };
    const add = (columns: readonly string[]): void => {
      if (known) known = new Set([...known, ...columns]);
      if (!shown.isChosen) shown.columns = [...new Set([...shown.columns, ...columns])];
    };
    if (command.kind === 'fields') {
      add(command.columns.map(({ name }) => name));
    } else if (command.kind === 'display') {
      const columns = command.columns.map(({ name }) => name);
      if (known) known = new Set([...known, ...columns]);
      shown.columns = columns;
      shown.isChosen = true;
    } else if (command.kind === 'parse') {
      if (shown.columns.length === 0) shown.columns = ['@timestamp', '@message'];
      add(command.names);
    } else if (command.kind === 'unnest') {
      if (shown.columns.length === 0) shown.columns = ['@timestamp', '@message'];
      add([command.name]);
    } else if (command.kind === 'stats') {
      const columns = [...command.by, ...command.columns].map(({ name }) => name);
      known = new Set(columns);
      shown.columns = [...columns];
      shown.isChosen = false;
    }
    return names;
  });
}

function stageOf(command: Command, names: Names, next: Next): Stage {
  switch (command.kind) {
    case 'fields':
    case 'display':
      return fieldsStage(command.columns, names, next);
    case 'filter':
      return filterStage(compile(command.condition, names), next);
    case 'parse':
      return parseStage(compile(command.source, names), command.pattern, command.names, next);
    case 'stats':
      return new StatsStage(command, names, next);
    case 'sort': {
      const keys = command.keys.map(({ expression, descending }) => ({
        compute: compile(expression, names),
        descending,
      }));
      return sortStage(keys, next);
    }
    case 'limit':
      return command.fromEnd ? tailStage(command.count, next) : limitStage(command.count, next);
    case 'unnest':
      return unnestStage(compile(command.source, names), command.name, next);
    case 'dedup':
      return dedupStage(
        command.keys.map((key) => compile(key, names)),
        next,
      );
  }
}
