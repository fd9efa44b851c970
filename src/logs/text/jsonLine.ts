const levels = ['level', 'levelname', 'severity'];
const messages = ['message', 'msg', 'event'];
const times = new Set(['timestamp', 'time', 'asctime', 'ts', '@timestamp']);

/**
 * A structured log line as a person reads it: `WARNING lost a batch  step=3 loss=0.2`. Undefined for what is no JSON object
 * with a message: that stays as it is.
 */
export function readableJson(line: string): string | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const message = take(fields, messages);
  if (message === undefined) return undefined;
  const level = take(fields, levels);
  const rest = [...fields]
    .filter(([name]) => !times.has(name))
    .map(([name, value]) => `${name}=${written(value)}`);
  return [
    ...(level === undefined ? [] : [level.toUpperCase()]),
    message,
    ...(rest.length > 0 ? [` ${rest.join(' ')}`] : []),
  ].join(' ');
}

function take(fields: Map<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (typeof value !== 'string') continue;
    fields.delete(name);
    return value;
  }
  return undefined;
}

function written(value: unknown): string {
  return typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value);
}
