/** A point in time; shown as such, and in arithmetic its milliseconds since the epoch. */
export class Instant {
  readonly time: number;

  constructor(time: number) {
    this.time = time;
  }
}

/** What an expression gives; `undefined` is a field that is not there. */
export type Value = string | number | boolean | Instant | undefined;

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The value as a number where it is one; texts that write a number are. */
export function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : undefined;
  if (typeof value === 'boolean') return Number(value);
  return value?.time;
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

const CHUNKS = /\d+|\D+/g;

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

function naturalTextOrder(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [a.match(CHUNKS) ?? [], b.match(CHUNKS) ?? []];
  for (let n = 0; n < Math.min(left.length, right.length); n++) {
    const [s = '', t = ''] = [left[n], right[n]];
    if (s === t) continue;
    const areDigits = /^\d/.test(s) && /^\d/.test(t);
    if (areDigits && s.length !== t.length) return s.length - t.length;
    return s < t ? -1 : 1;
  }
  return left.length - right.length;
}
