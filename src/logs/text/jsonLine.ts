import { levelInJson } from './level.ts';

const levels = ['level', 'levelname', 'severity', 'severityText', 'log_level', 'lvl', 'log.level'];
const messages = ['message', 'msg', 'event', 'body', 'text'];
const details = [
  'exc_info',
  'exception',
  'exc_text',
  'stack_info',
  'stack',
  'stacktrace',
  'stack_trace',
  'traceback',
];
const times = new Set(['timestamp', 'time', 'asctime', 'ts', '@timestamp', 'levelno', 'severityNumber']);
/** Reading more than this as JSON would hold up what comes behind. Characters. */
const longest = 65_536;

/**
 * A structured log line as a person reads it: `WARNING lost a batch  step=3 loss=0.2`; what has lines of its own, as an
 * exception, follows on lines below. Undefined for what is no JSON object with a message: that stays as it is.
 */
export function readableJson(line: string): string | undefined {
  if (line.charCodeAt(0) !== 0x7b || line.length > longest) return undefined;
  const trimmed = line.trimEnd();
  if (!trimmed.endsWith('}')) return undefined;
  const parsed = parse(trimmed);
  if (!isObject(parsed)) return undefined;
  const fields = new Map(Object.entries(unwrapped(parsed)));
  const message = take(fields, messages);
  if (message === undefined) return undefined;
  const level = takeLevel(fields, trimmed);
  const below = details.flatMap((name) => take(fields, [name]) ?? []).filter((text) => text !== '');
  const rest = [...fields]
    .filter(([name, value]) => !times.has(name) && value !== null)
    .map(([name, value]) => `${name}=${written(value)}`);
  const [first = '', ...more] = message.split(/\r?\n/);
  const head = [
    ...(level === undefined ? [] : [level]),
    first,
    ...(rest.length > 0 ? [` ${rest.join(' ')}`] : []),
  ];
  return [head.join(' '), ...more, ...below.map((text) => text.trimEnd())].join('\n');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that only looks like JSON.
    return undefined;
  }
}

/** loguru's own form keeps everything in a `record`. */
function unwrapped(parsed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const record = parsed['record'];
  if (!isObject(record) || typeof record['message'] !== 'string') return parsed;
  const level = isObject(record['level']) ? record['level']['name'] : undefined;
  const name = typeof record['name'] === 'string' ? { name: record['name'] } : {};
  const extra = isObject(record['extra']) ? record['extra'] : {};
  // The text has the exception below the message.
  const text = typeof parsed['text'] === 'string' ? parsed['text'].split('\n').slice(1).join('\n') : '';
  return {
    level,
    message: record['message'],
    ...name,
    ...extra,
    ...(text.trim() !== '' && { exception: text }),
  };
}

function takeLevel(fields: Map<string, unknown>, line: string): string | undefined {
  for (const name of levels) {
    const value = fields.get(name);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    fields.delete(name);
    if (typeof value === 'string') return value.toUpperCase();
    return (levelInJson(String(value), line) ?? String(value)).toUpperCase();
  }
  return undefined;
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
