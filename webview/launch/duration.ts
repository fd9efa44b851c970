const units: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };
const words: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/**
 * Seconds of a time as people write it: `1 h 30 min`, `1.5h`, `90 minutes`, `1:30` (hours and minutes), `2 days`, or a bare
 * number of seconds as AWS has it. Undefined for what is none.
 */
export function parseDuration(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  if (/^\d+$/.test(plain)) return Number(plain);
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(plain);
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  const part =
    /\s*(\d+(?:[.,]\d+)?)\s*(days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])(?:\s*(?:,|and))?/gy;
  let seconds = 0;
  let read = 0;
  for (const match of plain.matchAll(part)) {
    seconds += Number(match[1]?.replace(',', '.')) * (units[match[2]?.[0] ?? ''] ?? NaN);
    read = match.index + match[0].length;
  }
  return read > 0 && plain.slice(read).trim() === '' ? Math.round(seconds) : undefined;
}

/** `5400` → `1 h 30 min`; `0` → `0 s`. */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [word, size] of words) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${word}`);
  }
  return parts.join(' ') || '0 s';
}
