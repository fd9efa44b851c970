import { isJsonObject, type Json } from '../../../json.ts';

/** The names that a template can use; a loop adds its own. */
export type Scope = Readonly<Record<string, Json>>;

/** What a template says that cannot be rendered. */
export class LiquidError extends Error {}

const PATH = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_0-9][\w-]*|\[(?:\d+|"[^"]*"|'[^']*')\])*$/;
const STEP = /\.?([A-Za-z_0-9][\w-]*)|\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]/g;

function member(value: Json, name: string): Json {
  if (Array.isArray(value)) {
    if (name === 'size') return value.length;
    if (name === 'first') return value[0] ?? null;
    if (name === 'last') return value.at(-1) ?? null;
    return value[Number(name)] ?? null;
  }
  if (isJsonObject(value) && Object.hasOwn(value, name)) return value[name] ?? null;
  if (name === 'size' && typeof value === 'string') return value.length;
  return null;
}

/**
 * A literal or a path (`task.input.labels[0]`) as a value; what is not there is null, as in Liquid.
 * @throws LiquidError for what is neither
 */
export function valueOf(expression: string, scope: Scope): Json {
  const given = expression.trim();
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(given);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  if (/^-?\d+(?:\.\d+)?$/.test(given)) return Number(given);
  if (given === 'true' || given === 'false') return given === 'true';
  if (given === 'nil' || given === 'null' || given === 'empty' || given === 'blank') return null;
  if (!PATH.test(given)) throw new LiquidError(`"${given}" is not a value that can be rendered.`);
  let value: Json = { ...scope };
  for (const step of given.matchAll(STEP)) {
    value = member(value, step[1] ?? step[2] ?? step[3] ?? step[4] ?? '');
  }
  return value;
}

/** A value as Liquid prints it. */
export function printed(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(printed).join('');
  return isJsonObject(value) ? JSON.stringify(value) : String(value);
}

/** Liquid's truth: all but nil and false. */
export function isTrue(value: Json): boolean {
  return value !== null && value !== false;
}
