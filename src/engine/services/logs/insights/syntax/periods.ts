import { type Period } from './syntax.ts';

const UNITS: Readonly<Record<string, Period['unit']>> = {
  ...{
    millisecond: 'ms',
    ms: 'ms',
    msec: 'ms',
    second: 's',
    s: 's',
    sec: 's',
    minute: 'm',
    m: 'm',
    min: 'm',
  },
  ...{ hour: 'h', h: 'h', hr: 'h', day: 'd', d: 'd', week: 'w', w: 'w', month: 'mo', mo: 'mo', mon: 'mo' },
  ...{ quarter: 'q', q: 'q', qtr: 'q', year: 'y', y: 'y', yr: 'y' },
};

/** The unit that a word names; units of more than one letter may have a plural's s. */
export function unitOf(word: string): Period['unit'] | undefined {
  const name = word.toLowerCase();
  const singular = name.length > 2 && name.endsWith('s') ? name.slice(0, -1) : name;
  return Object.hasOwn(UNITS, name)
    ? UNITS[name]
    : Object.hasOwn(UNITS, singular)
      ? UNITS[singular]
      : undefined;
}

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;
/** 1 January 1970 was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4 * 86_400_000;
const MONTHS = { mo: 1, q: 3, y: 12 } as const;

/** The beginning of the period that holds a time, both in milliseconds since the epoch, in UTC. */
export function floorTime(time: number, { count, unit }: Period): number {
  if (unit === 'mo' || unit === 'q' || unit === 'y') {
    const date = new Date(time);
    const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
    const step = count * MONTHS[unit];
    return Date.UTC(1970, Math.floor(months / step) * step, 1);
  }
  const length = count * MILLISECONDS[unit];
  const origin = unit === 'w' ? FIRST_MONDAY : 0;
  return Math.floor((time - origin) / length) * length + origin;
}

/** The end of the period that holds a time; the time itself when a period begins there. */
export function ceilTime(time: number, period: Period): number {
  const floor = floorTime(time, period);
  if (floor === time) return time;
  const { count, unit } = period;
  if (unit === 'mo' || unit === 'q' || unit === 'y') {
    const date = new Date(floor);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * MONTHS[unit], 1);
  }
  return floor + count * MILLISECONDS[unit];
}
