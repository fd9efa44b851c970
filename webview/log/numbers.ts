/** `1,234,567` as the person's language writes it. */
export const count = (value: number): string => value.toLocaleString();

/** `1 line`, `1,234 lines`. */
export const linesText = (value: number): string => `${count(value)} ${value === 1 ? 'line' : 'lines'}`;

/** `112 B`, `3.4 KB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit] ?? ''}`;
}
