/** `1,234,567` as the person's language writes it. */
export const count = (value: number): string => value.toLocaleString();

/** `1 line`, `1,234 lines`. */
export const linesText = (value: number): string => `${count(value)} ${value === 1 ? 'line' : 'lines'}`;
