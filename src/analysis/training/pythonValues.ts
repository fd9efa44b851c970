/*
 * Hyperparameters reach a script through Python's `json` and `str`, and scripts see the difference: `1.0` stays `1.0`,
 * `0.00001` becomes `1e-05`. Numbers are therefore kept as written and printed by Python's rules.
 */

/** A number as its JSON text. */
class PythonNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type PythonValue =
  null | boolean | number | string | PythonNumber | readonly PythonValue[] | PythonDict;
export interface PythonDict {
  readonly [key: string]: PythonValue | undefined;
}

type SourceReviver = (key: string, value: PythonValue, context: { source?: string }) => PythonValue;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => PythonValue;

/** What `json.loads` makes of a hyperparameter; text that is no JSON stays as it is. */
export function decodeHyperparameter(text: string): PythonValue {
  if (/^(NaN|-?Infinity)$/.test(text)) return new PythonNumber(text);
  try {
    return parseWithSource(text, (_key, value, { source }) =>
      typeof value === 'number' ? new PythonNumber(source ?? String(value)) : value,
    );
  } catch {
    return text;
  }
}

function isList(value: PythonValue): value is readonly PythonValue[] {
  return Array.isArray(value);
}

/** `repr` of a float: the shortest digits that give the same value, with an exponent below 1e-4 and from 1e16. */
function floatRepr(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 16) {
    const plain = String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function numberText(value: number | PythonNumber, infinity: string, nan: string): string {
  const source = typeof value === 'number' ? String(value) : value.source;
  if (/^-?\d+$/.test(source)) return BigInt(source).toString();
  const number = Number(source);
  if (Number.isNaN(number)) return nan;
  if (!Number.isFinite(number)) return number < 0 ? `-${infinity}` : infinity;
  return floatRepr(number);
}

function sortedEntries(dict: PythonDict): [string, PythonValue][] {
  const entries = Object.entries(dict).flatMap(([key, value]): [string, PythonValue][] =>
    value === undefined ? [] : [[key, value]],
  );
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)`. */
export function pythonJson(value: PythonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return asciiJson(value);
  if (typeof value === 'number' || value instanceof PythonNumber) {
    return numberText(value, 'Infinity', 'NaN');
  }
  if (isList(value)) return `[${value.map(pythonJson).join(',')}]`;
  return `{${sortedEntries(value)
    .map(([key, item]) => `${asciiJson(key)}:${pythonJson(item)}`)
    .join(',')}}`;
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** `str(value)`; inside lists and dicts strings are quoted, as `repr` does. */
export function pythonStr(value: PythonValue, nested = false): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return nested ? stringRepr(value) : value;
  if (typeof value === 'number' || value instanceof PythonNumber) return numberText(value, 'inf', 'nan');
  if (isList(value)) return `[${value.map((item) => pythonStr(item, true)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${stringRepr(key)}: ${pythonStr(item ?? null, true)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** A value as the training toolkit puts it into an environment variable: text as it is, all else as JSON. */
export function environmentValue(value: PythonValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : pythonJson(value);
}

/** A value as the training toolkit puts it on the command line; an object becomes `k1=v1,k2=v2`. */
export function argumentValue(value: PythonValue): string {
  if (value === null) return '';
  if (typeof value !== 'object' || value instanceof PythonNumber || isList(value)) return pythonStr(value);
  return sortedEntries(value)
    .map(([key, item]) => `${key}=${pythonStr(item)}`)
    .join(',');
}
