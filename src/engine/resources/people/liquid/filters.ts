import { type Json } from '../../../json.ts';
import { LiquidError, printed, type Scope, valueOf } from './value.ts';

type Filter = (value: Json, argument: Json) => Json;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

function escapeOnce(words: string): string {
  return words.replace(/&(?!(?:[a-z]+|#\d+);)|[<>"']/gi, (sign) => ENTITIES[sign] ?? sign);
}

/** Filters whose result is HTML already: what is printed after them is not escaped again. */
const SAFE = new Set(['escape', 'escape_once', 'skip_autoescape']);

const FILTERS: Readonly<Record<string, Filter>> = {
  escape: (value) => escapeHtml(printed(value)),
  escape_once: (value) => escapeOnce(printed(value)),
  skip_autoescape: (value) => value,
  to_json: (value) => JSON.stringify(value),
  // S3 is this same engine: whoever renders here can read the object already.
  grant_read_access: (value) => value,
  s3_presign: (value) => value,
  upcase: (value) => printed(value).toUpperCase(),
  downcase: (value) => printed(value).toLowerCase(),
  strip: (value) => printed(value).trim(),
  size: (value) => (Array.isArray(value) ? value.length : printed(value).length),
  first: (value) => (Array.isArray(value) ? (value[0] ?? null) : null),
  last: (value) => (Array.isArray(value) ? (value.at(-1) ?? null) : null),
  join: (value, by) =>
    Array.isArray(value) ? value.map(printed).join(by === null ? ' ' : printed(by)) : value,
  split: (value, by) => printed(value).split(printed(by)),
  append: (value, more) => printed(value) + printed(more),
  prepend: (value, more) => printed(more) + printed(value),
  default: (value, other) => (value === null || value === false || value === '' ? other : value),
};

/** The parts of an output between bars; a bar in quotes is none. */
function parts(expression: string): string[] {
  return (expression.match(/(?:"[^"]*"|'[^']*'|[^|"'])+/g) ?? []).map((part) => part.trim());
}

/**
 * What `{{ … }}` prints: HTML-escaped, as Ground Truth does it, but after filters that say otherwise.
 * @throws LiquidError for values and filters that are not known here
 */
export function output(expression: string, scope: Scope): string {
  const [first = '', ...filters] = parts(expression);
  let value = valueOf(first, scope);
  let safe = false;
  for (const filter of filters) {
    const [, name = '', argument] = /^(\w+)\s*(?::\s*(.+))?$/s.exec(filter) ?? [];
    const apply = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (!apply) throw new LiquidError(`The filter "${name || filter}" is not known.`);
    value = apply(value, argument === undefined ? null : valueOf(argument, scope));
    safe ||= SAFE.has(name);
  }
  return safe ? printed(value) : escapeHtml(printed(value));
}
