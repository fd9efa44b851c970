import { isJsonObject, type Json } from '../../json.ts';

/** Every `{"Get": "…"}` within a value: what a step takes from parameters, the execution and other steps. */
export function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  const { Get: path } = value;
  if (typeof path === 'string' && Object.keys(value).length === 1) return [path];
  return Object.values(value).flatMap(referencesIn);
}
