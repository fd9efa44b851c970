import { type Row } from './row.ts';

/** A row with what a `sort` before has to say about its place. */
export interface Placed {
  readonly row: Row;
  readonly order: Order | undefined;
}

/** Where a row stands: its keys, and when it came. */
export interface Order {
  readonly keys: readonly unknown[];
  readonly arrival: number;
  readonly compare: (a: Order, b: Order) => number;
}

/** One command at work: takes rows and hands on others. */
export interface Stage {
  push(placed: Placed): void;
  /** No more rows come; those that were kept back are handed on. */
  end(): void;
}

export type Next = Stage;

/** The query asks for more than the engine gives a query; it fails. */
export class QueryTooLarge extends Error {
  override readonly name = 'QueryTooLarge';
}

/** Characters that one command of a query may keep: a query must not eat the engine's memory. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

export function isTooMuch(characters: number): boolean {
  return characters > MOST_CHARACTERS;
}

/** @throws QueryTooLarge when a command keeps more than it may */
export function checkKept(characters: number): void {
  if (isTooMuch(characters))
    throw new QueryTooLarge('The query keeps too much in memory; ask for fewer rows, or for less of each.');
}

/** In the order that a `sort` has given, else as they came. */
export function comparePlaced(a: Placed, b: Placed): number {
  if (!a.order || !b.order) return 0;
  return a.order.compare(a.order, b.order) || a.order.arrival - b.order.arrival;
}
