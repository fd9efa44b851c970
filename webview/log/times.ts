/** `12:30:05.123` in the person's own time; with the date where it is asked for. */
export function timeText(time: number, withDate = false): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${withDate ? `${day} ` : ''}${clock}.${milliseconds}`;
}

/**
 * What someone wants to go to: `12345` or `1,234` is a line (from 1), `12:30` or `12:30:05` a time of day, anything else a date
 * and time. A time of day is the first one at or after the log's beginning.
 */
export function placeIn(
  text: string,
  firstTime: number | undefined,
): { readonly line: number } | { readonly time: number } | undefined {
  const trimmed = text.trim();
  if (/^\d{1,3}(?:,\d{3})+$|^\d+$/.test(trimmed))
    return { line: Math.max(0, Number(trimmed.replaceAll(',', '')) - 1) };
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/.exec(trimmed);
  if (clock) {
    const begin = new Date(firstTime ?? Date.now());
    const [, hours, minutes, seconds = '0', fraction = '0'] = clock;
    const time = new Date(begin);
    time.setHours(Number(hours), Number(minutes), Number(seconds), Number(fraction.padEnd(3, '0')));
    // To the minute, say, is the minute in which it began.
    if (time.getTime() + 60_000 <= begin.getTime()) time.setDate(time.getDate() + 1);
    return { time: time.getTime() };
  }
  const time = Date.parse(trimmed);
  return trimmed === '' || Number.isNaN(time) ? undefined : { time };
}
