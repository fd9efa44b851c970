import { object, type JsonObject } from '../../json.ts';
import { mergedMap } from '../members.ts';

/** An entity's `Properties` after an update: a new list overwrites the one before, then some are removed. */
export function replacedProperties(document: JsonObject, input: JsonObject): JsonObject {
  const given = object(input, 'Properties');
  return mergedMap(given ? {} : document, input, 'Properties');
}
