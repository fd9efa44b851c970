const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const ago = /^(?:\d+\s*(?:s|sec|m|min|h|d)\s*)+$/i;

/**
 * A moment as people type it: `15:04` of today, or of yesterday when that is still to come; `2026-11-21 15:04`, local unless
 * it says a zone; `2h 30m` ago.
 * @returns milliseconds since the epoch; undefined for what is none, and for what is to come
 */
export function parseMoment(typed: string, now: number): number | undefined {
  const text = typed.trim();
  if (ago.test(text)) {
    const parts = [...text.matchAll(/(\d+)\s*([a-z])/gi)];
    return (
      now -
      parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit.toLowerCase()] ?? 0), 0)
    );
  }
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (time)
    return ofToday(
      time.slice(1).map((part) => Number(part || 0)),
      now,
    );
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/i.test(text))
    return undefined;
  // A date alone would be read as midnight in Greenwich.
  const moment = Date.parse(/[T ]/.test(text) ? text.replace(/^(\S{10}) /, '$1T') : `${text}T00:00`);
  return Number.isNaN(moment) || moment > now ? undefined : moment;
}

function ofToday([hours = 0, minutes = 0, seconds = 0]: readonly number[], now: number): number | undefined {
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const date = new Date(now);
  date.setHours(hours, minutes, seconds, 0);
  if (date.getTime() > now) date.setDate(date.getDate() - 1);
  return date.getTime();
}
