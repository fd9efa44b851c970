/** What JSON can write. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** An event that was read as JSON is kept as text and as objects. */
export const JSON_SIZE = 5;

/** A map or a list, as `jsonParse` gives it; its members are reached by `.name` and `[0]`. */
export class Structure {
  readonly value: Readonly<Record<string, JsonValue>> | readonly JsonValue[];
  /** About how many characters it keeps. */
  readonly size: number;

  constructor(value: Structure['value'], size: number) {
    this.value = value;
    this.size = size;
  }

  /** As JSON; `undefined` when it is nested deeper than can be written. */
  get text(): string | undefined {
    try {
      return JSON.stringify(this.value);
    } catch {
      return undefined;
    }
  }
}

/** A text that writes a map or a list; `undefined` for another. */
export function readStructure(text: string): Structure | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return new Structure(JSON.parse(text) as Structure['value'], JSON_SIZE * text.length);
  } catch {
    // It only looks like JSON.
    return undefined;
  }
}

/** What a name with dots leads to: `batch.sizes.0`; a member whose own name has dots is found, too. */
export function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Readonly<Record<string, JsonValue>>)[name];
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    if (Object.hasOwn(value, head))
      return memberOf((value as Readonly<Record<string, JsonValue>>)[head], name.slice(dot + 1));
  }
  return undefined;
}
