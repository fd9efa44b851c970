import { isDictionary, isList, type Value } from './values.ts';

type Given = readonly (Value | undefined)[];

/** What a method of a known value answers; `undefined` for one that is not known. */
export function callMethod(object: Value | undefined, name: string, given: Given): Value | undefined {
  if (typeof object === 'string') return methodOfText(object, name, given);
  if (!isDictionary(object)) return name === 'copy' ? object : undefined;
  const values = [...object.values()];
  switch (name) {
    case 'keys':
      return [...object.keys()];
    case 'values':
      return values.every((value) => value !== undefined) ? values : undefined;
    case 'items':
      return values.every((value) => value !== undefined)
        ? [...object].map(([key, value]) => [key, value ?? null])
        : undefined;
    case 'copy':
      return object;
    default:
      return undefined;
  }
}

/** Of paths, since they are texts here: what a person would type for them. */
const ofPaths = new Set(['as_posix', 'resolve', 'expanduser', 'absolute']);

function methodOfText(text: string, name: string, given: Given): Value | undefined {
  const [first, second] = given;
  if (ofPaths.has(name)) return text;
  switch (name) {
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'strip':
      return given.length === 0 ? text.trim() : undefined;
    case 'split':
      if (given.length === 0) return text.split(/\s+/).filter((part) => part !== '');
      return typeof first === 'string' && first !== '' && given.length === 1 ? text.split(first) : undefined;
    case 'replace':
      return typeof first === 'string' && typeof second === 'string' && given.length === 2
        ? text.replaceAll(first, second)
        : undefined;
    case 'join':
      return isList(first) && first.every((part) => typeof part === 'string') ? first.join(text) : undefined;
    case 'format':
      return formatBraces(text, given);
    default:
      return undefined;
  }
}

/** A value as `str()` writes it; `undefined` where Python's spelling is another than here, as of 1e-7. */
export function pythonText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  if (typeof value !== 'number') return undefined;
  const size = Math.abs(value);
  return value === 0 || (size >= 1e-4 && size < 1e16) ? String(value) : undefined;
}

function formatBraces(text: string, given: Given): string | undefined {
  let next = 0;
  return replaceAllKnown(text, /\{\{|\}\}|\{(\d*)\}|[{}]/g, (whole, index) => {
    if (whole === '{{' || whole === '}}') return whole.slice(1);
    if (index === undefined) return undefined;
    next += 1;
    return pythonText(given[index === '' ? next - 1 : Number(index)]);
  });
}

/** `"%s of %d" % (a, b)`. */
export function formatPercent(text: string, right: Value | undefined): string | undefined {
  const given = isList(right) ? right : [right];
  let next = 0;
  return replaceAllKnown(text, /%(?:([sd%])|[^sd%]|$)/g, (whole, kind) => {
    if (kind === undefined) return undefined;
    if (kind === '%') return '%';
    next += 1;
    const value = given[next - 1];
    return kind === 's' || Number.isInteger(value) ? pythonText(value) : undefined;
  });
}

function replaceAllKnown(
  text: string,
  pattern: RegExp,
  known: (whole: string, group: string | undefined) => string | undefined,
): string | undefined {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const part = known(match[0], match[1]);
    if (part === undefined) return undefined;
    parts.push(text.slice(at, match.index), part);
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)].join('');
}
