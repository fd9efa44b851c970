/** SDK members that say how the answer came, not what it says. */
const notContent = new Set(['$metadata']);

/**
 * An answer of Describe as JSON: moments as ISO 8601, members always in the same order, so that two of them compare well:
 * plain values first, as name and status are among them, each half by name.
 */
export function documentText(answer: object): string {
  return JSON.stringify(ordered(answer), null, 2) + '\n';
}

function ordered(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([name, member]) => !notContent.has(name) && member !== undefined)
    .sort(([a, left], [b, right]) => Number(isPlain(right)) - Number(isPlain(left)) || (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date;
}
