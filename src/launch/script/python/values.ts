/** A value that a Python expression stands for; tuples, lists and sets are lists. */
export type Literal = null | boolean | number | string | Literal[];

/** With dictionaries, while an expression is worked out. */
export type Value = null | boolean | number | string | readonly Value[] | Dictionary;

/** What a key stands for may be unknown. */
export type Dictionary = ReadonlyMap<string, Value | undefined>;

/** The value without dictionaries; `undefined` when it holds one. */
export function toLiteral(value: Value | undefined): Literal | undefined {
  if (value === undefined || isDictionary(value)) return undefined;
  if (!isList(value)) return value;
  const items = value.map(toLiteral);
  return items.every((item) => item !== undefined) ? items : undefined;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isDictionary(value: Value | undefined): value is Dictionary {
  return value instanceof Map;
}

/** Choices of a list, tuple, set or dictionary (its keys). */
export function toChoices(value: Value | undefined): (string | number)[] | undefined {
  const items = isDictionary(value) ? [...value.keys()] : value;
  if (!isList(items)) return undefined;
  const choices = items.filter((item) => typeof item === 'string' || typeof item === 'number');
  return choices.length > 0 ? choices : undefined;
}
