import { isJsonObject, type Json } from '../../json.ts';

/** A value that can be compared. */
export type Scalar = string | number | boolean;

function scalars(value: Json): Scalar[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap(scalars);
  if (!isJsonObject(value)) return [value];
  // Trial components' parameters and artifacts: a value with its type.
  const inner = value['NumberValue'] ?? value['StringValue'] ?? value['Value'];
  return inner === undefined ? [] : scalars(inner);
}

/** Everything found at a path: through a list, of each of its items, unless the path gives an index. */
export function partsAt(value: Json | undefined, path: readonly string[]): Json[] {
  if (value === undefined || value === null) return [];
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  if (Array.isArray(value)) {
    const keyed = value.find((item) => isJsonObject(item) && item['Key'] === path.join('.'));
    if (isJsonObject(keyed)) return partsAt(keyed['Value'], []);
    return /^\d+$/.test(head)
      ? partsAt(value[Number(head)], rest)
      : value.flatMap((item) => partsAt(item, path));
  }
  if (!isJsonObject(value)) return [];
  // A map's keys may have dots: the longest one that is there.
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.');
    if (Object.hasOwn(value, key)) return partsAt(value[key], path.slice(length));
  }
  return [];
}

/** The comparable values at a path. */
export function valuesAt(value: Json | undefined, path: readonly string[]): Scalar[] {
  return partsAt(value, path).flatMap(scalars);
}
