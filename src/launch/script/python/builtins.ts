import { pythonText } from './methods.ts';
import { isDictionary, isList, type Value } from './values.ts';

type Builtin = (given: readonly (Value | undefined)[]) => Value | undefined;

const joinPaths: Builtin = (parts) =>
  parts.every((part) => typeof part === 'string')
    ? parts.reduce((path, part) =>
        part.startsWith('/') ? part : path === '' || path.endsWith('/') ? path + part : `${path}/${part}`,
      )
    : undefined;

const listOf: Builtin = ([given = []]) => {
  if (typeof given === 'string') return Array.from(given);
  if (isDictionary(given)) return [...given.keys()];
  return isList(given) ? given : undefined;
};

const sorted: Builtin = ([given]) => {
  const items = listOf([given]);
  if (!isList(items)) return undefined;
  if (items.every((item) => typeof item === 'string')) return [...items].sort();
  return items.every((item) => typeof item === 'number') ? [...items].sort((a, b) => a - b) : undefined;
};

const toNumber =
  (kind: 'int' | 'float'): Builtin =>
  ([value]) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
    return kind === 'int' ? Math.trunc(number) : number;
  };

/** More is no list that a person chooses from. */
const longestRange = 200;

const range: Builtin = (given) => {
  const [from, to, step = 1] = given.length === 1 ? [0, given[0]] : given;
  if (!Number.isInteger(from) || !Number.isInteger(to) || !Number.isInteger(step) || step === 0)
    return undefined;
  const length = Math.max(0, Math.ceil((Number(to) - Number(from)) / Number(step)));
  return length <= longestRange
    ? Array.from({ length }, (_, i) => Number(from) + i * Number(step))
    : undefined;
};

/** Functions of plain values, by their full names; arguments by position only. */
export const builtins: Readonly<Record<string, Builtin>> = {
  str: ([value]) => pythonText(value),
  int: toNumber('int'),
  float: toNumber('float'),
  bool: ([value]) => (typeof value === 'boolean' ? value : undefined),
  len: ([value]) =>
    isList(value) || typeof value === 'string' ? value.length : isDictionary(value) ? value.size : undefined,
  list: listOf,
  tuple: listOf,
  set: listOf,
  frozenset: listOf,
  sorted,
  range,
  'os.path.join': joinPaths,
  Path: joinPaths,
  'pathlib.Path': joinPaths,
  PosixPath: joinPaths,
  'textwrap.dedent': ([text]) => (typeof text === 'string' ? text : undefined),
  'inspect.cleandoc': ([text]) => (typeof text === 'string' ? text : undefined),
};
