import { Structure } from './structure.ts';

/** A point in time; shown as such, and in arithmetic its milliseconds since the epoch. */
export class Instant {
  readonly time: number;

  constructor(time: number) {
    this.time = time;
  }
}

/** What an expression gives; `undefined` is a field that is not there. */
export type Value = string | number | boolean | Instant | Structure | undefined;

/** Each text can be read in one way only: nothing to go back over in a line of a million digits. */
const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The value as a number where it is one; texts that write a number are. */
export function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : undefined;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Instant ? value.time : undefined;
}

/** Characters that a value keeps. */
export function sizeOf(value: Value): number {
  if (value instanceof Structure) return value.size;
  return typeof value === 'string' ? value.length : 8;
}

/** `2024-05-01 12:00:00.000`, in UTC. */
function timeText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString().replace('T', ' ').replace('Z', '');
}

/** The value as results show it; `undefined` is left out of them. */
export function asText(value: Value): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  // As AWS shows the answers of conditions.
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Structure) return value.text;
  return value instanceof Instant ? timeText(value.time) : String(value);
}

/** Whether a condition holds. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '' && value !== '0' && value.toLowerCase() !== 'false';
  return value !== undefined && asNumber(value) !== 0;
}

/**
 * How two values compare in a condition: as numbers where both are, else as texts.
 * @returns below, at or above 0; `undefined` where one is not there
 */
export function compareValues(a: Value, b: Value): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== undefined && y !== undefined) return x - y;
  const [s, t] = [asText(a) ?? '', asText(b) ?? ''];
  return s < t ? -1 : s > t ? 1 : 0;
}

/**
 * The order of `sort`: what is no number before what is one; texts chunk by chunk, digits by how many they are and then
 * by their value, everything else by Unicode. What is not there comes first.
 */
export function naturalOrder(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== undefined && y !== undefined) return x - y;
  if (x !== undefined || y !== undefined) return x !== undefined ? 1 : -1;
  return naturalTextOrder(asText(a) ?? '', asText(b) ?? '');
}

const STRETCH = 4096;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Where the digits at a place of a text end. */
function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

function naturalTextOrder(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  // By stretches first: one line may be a megabyte of what another is.
  while (a.slice(at, at + STRETCH) === b.slice(at, at + STRETCH)) at += STRETCH;
  while (a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  // The digits that the texts have begun in common belong to both numbers.
  let start = at;
  while (start > 0 && isDigit(a.charCodeAt(start - 1))) start -= 1;
  if (isDigit(a.charCodeAt(start)) && isDigit(b.charCodeAt(start))) {
    const longer = endOfDigits(a, at) - endOfDigits(b, at);
    if (longer !== 0) return longer;
  }
  if (at === a.length || at === b.length) return a.length - b.length;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  // Digits end a chunk of other characters: it is the beginning of the other text's chunk, and comes before it.
  const endsChunk = at > 0 && isDigit(left) !== isDigit(right);
  return endsChunk ? Number(isDigit(right)) - Number(isDigit(left)) : left - right;
}
