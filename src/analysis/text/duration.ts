const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time in milliseconds in at most two units, none of them rounded up: `4 s`, `1 min 5 s`, `2 h 3 min`, `3 d 1 h`. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < minute) return `${Math.floor(span / second)} s`;
  if (span < hour) return two(span, minute, 'min', second, 's');
  if (span < day) return two(span, hour, 'h', minute, 'min');
  return two(span, day, 'd', hour, 'h');
}

/** The same, but for what takes less than a second: `850 ms`. */
export function formatFineDuration(milliseconds: number): string {
  if (milliseconds >= second) return formatDuration(milliseconds);
  return `${Math.max(0, Math.floor(milliseconds))} ms`;
}

function two(span: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((span % large) / small);
  return `${Math.floor(span / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}
