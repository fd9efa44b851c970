import type { ChartAxis } from './chartLine.ts';

/** A value in few digits: `0.0312`, `1.2e-7`, `12,345`. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7))
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  return value.toLocaleString('en', { maximumSignificantDigits: size >= 1000 ? 6 : 4 });
}

/** `12.5 %`. */
export function valueText(value: number, unit: string): string {
  return `${shortNumber(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** Seconds as `0:42`, `3:05:00`, `0.3 s`. */
export function elapsedText(seconds: number): string {
  const isShort = seconds !== 0 && Math.abs(seconds) < 10;
  return isShort ? `${shortNumber(seconds)} s` : hoursText(seconds);
}

function hoursText(seconds: number): string {
  const whole = Math.abs(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, Math.floor(whole) % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  const text = shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
  return seconds < 0 ? `-${text}` : text;
}

/** Seconds at the ticks of an axis, all written the same way. */
export function elapsedTicks(splits: readonly number[]): string[] {
  const isShort = splits.every((split) => Math.abs(split) < 10);
  return splits.map((split) => (isShort ? `${shortNumber(split)} s` : hoursText(split)));
}

/** Seconds since the epoch, as this machine's clock shows them or that of UTC. */
function clockText(seconds: number, isUtc: boolean): string {
  return new Date(seconds * 1000).toLocaleString(undefined, {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...(isUtc && { timeZone: 'UTC' }),
  });
}

export function axisText({ kind, isUtc = false }: ChartAxis, x: number): string {
  if (kind === 'elapsed') return elapsedText(x);
  return kind === 'clock' ? clockText(x, isUtc) : shortNumber(x);
}

/**
 * Moments at the ticks of an axis, and below each what is new there: its year, its day, or its minute.
 * @param splits seconds since the epoch, ascending. @param step seconds between two of them.
 */
export function clockTicks(splits: readonly number[], step: number, isUtc: boolean): string[] {
  let before = '';
  return splits.map((split) => {
    const moment = new Date(split * 1000);
    const shift = isUtc ? 0 : moment.getTimezoneOffset() * 60_000;
    const [day = '', time = ''] = new Date(moment.getTime() - shift).toISOString().split(/[TZ]/);
    const [tick, below] =
      step >= 86_400
        ? [day.slice(5), day.slice(0, 4)]
        : step >= 60
          ? [time.slice(0, 5), day]
          : [`:${time.slice(6, step < 1 ? 12 : 8)}`, `${day.slice(5)} ${time.slice(0, 5)}`];
    const isNew = below !== before;
    before = below;
    return isNew ? `${tick}\n${below}` : tick;
  });
}
