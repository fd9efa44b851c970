import { NormalizedSchema } from '@smithy/core/schema';
import { type $SchemaRef } from '@smithy/types';
import { AwsError } from '../http/awsError.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** The members of a structure with their schemas, by the names on the wire. */
const structures = new WeakMap<object, ReadonlyMap<string, NormalizedSchema>>();

export function membersOf(schema: NormalizedSchema): ReadonlyMap<string, NormalizedSchema> {
  const key = schema.getSchema();
  const found = typeof key === 'object' ? structures.get(key) : undefined;
  if (found) return found;
  const members = new Map(schema.structIterator());
  if (typeof key === 'object') structures.set(key, members);
  return members;
}

/** A structure's required members: the first of them, as the last number of its static schema says. */
export function requiredOf(schema: NormalizedSchema): readonly string[] {
  const structure = schema.getSchema();
  if (!Array.isArray(structure)) return [];
  const count: unknown = structure[6];
  return typeof count === 'number' ? [...membersOf(schema).keys()].slice(0, count) : [];
}

/** What a JSON value is called in AWS's `SerializationException` messages. */
function tokenName(value: Json): string {
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'object') return 'START_OBJECT';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function mismatch(value: Json, wanted: string): AwsError {
  return new AwsError('SerializationException', `${tokenName(value)} can not be converted to ${wanted}`);
}

function readNumber(schema: NormalizedSchema, value: Json): Json {
  if (typeof value !== 'number') {
    // NaN and the infinities have no JSON literal; AWS writes them as strings.
    if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
    throw mismatch(value, 'a Number');
  }
  return value;
}

/**
 * Reads a JSON value by its schema: unknown members and nulls are left out, as AWS does; times stay epoch seconds.
 * @throws AwsError `SerializationException` for a value of the wrong type.
 */
export function readBySchema(schema: NormalizedSchema, value: Json): Json {
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    if (!isJsonObject(value)) throw mismatch(value, 'an Object');
    return readStructure(schema, value);
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mismatch(value, 'a List');
    const element = schema.getValueSchema();
    return value.filter((item) => item !== null).map((item) => readBySchema(element, item));
  }
  if (schema.isMapSchema()) {
    if (!isJsonObject(value)) throw mismatch(value, 'a Map');
    const element = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value)
        .filter((entry): entry is [string, Json] => entry[1] !== null && entry[1] !== undefined)
        .map(([key, item]) => [key, readBySchema(element, item)]),
    );
  }
  if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw mismatch(value, 'a Boolean');
  } else if (schema.isTimestampSchema()) {
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return Date.parse(value) / 1000;
    if (typeof value !== 'number') throw mismatch(value, 'a Timestamp');
  } else if (schema.isNumericSchema()) {
    return readNumber(schema, value);
  } else if (typeof value !== 'string') {
    throw mismatch(value, 'a String');
  }
  return value;
}

function readStructure(schema: NormalizedSchema, value: JsonObject): JsonObject {
  const read: JsonObject = {};
  for (const [name, member] of membersOf(schema)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined && given !== null) read[name] = readBySchema(member, given);
  }
  return read;
}

/** Keeps what the schema knows: stored documents may hold more than an operation answers. */
export function shapeBySchema(schema: $SchemaRef, value: JsonObject): JsonObject {
  return readStructure(NormalizedSchema.of(schema), value);
}
