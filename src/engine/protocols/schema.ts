import { NormalizedSchema } from '@smithy/core/schema';
import { type $SchemaRef } from '@smithy/types';
import { membersOf } from '../../analysis/shapes/members.ts';
import { AwsError } from '../http/awsError.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { isWholeNumber } from './wholeNumbers.ts';

/** Levels; no request of AWS's needs a tenth of them, and a deeper one would be a stack overflow's. */
const MOST_NESTED = 200;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;
/** What a `long` holds. */
const LAST_WHOLE = 2 ** 63 - 1024;

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

/** @throws AwsError for a number that a `long` cannot hold; a fraction is cut off, as Java's readers do. */
function whole(value: number): number {
  if (Math.abs(value) <= LAST_WHOLE) return Math.trunc(value);
  throw new AwsError('SerializationException', `${value} is out of the range of whole numbers`);
}

function readNumber(value: Json): Json {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  // NaN and the infinities have no JSON literal; AWS writes them as strings.
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
  throw mismatch(value, 'a Number');
}

/** Epoch seconds. */
function readTime(value: Json): number {
  const seconds = typeof value === 'string' ? Date.parse(value) / 1000 : value;
  if (typeof seconds === 'number' && Math.abs(seconds) <= LAST_SECOND) return seconds;
  throw mismatch(value, 'a Timestamp');
}

function checkDepth(depth: number): void {
  if (depth <= MOST_NESTED) return;
  throw new AwsError('SerializationException', `The request is nested deeper than ${MOST_NESTED} levels`);
}

function readDocument(value: Json, depth: number): Json {
  checkDepth(depth);
  if (Array.isArray(value)) for (const item of value) readDocument(item, depth + 1);
  else if (isJsonObject(value))
    for (const item of Object.values(value)) readDocument(item ?? null, depth + 1);
  return value;
}

/**
 * Reads a JSON value by its schema: unknown members and nulls are left out, as AWS does; times stay epoch seconds.
 * @param depth how deep the value lies in its request
 * @throws AwsError `SerializationException` for a value of the wrong type, or one that is nested too deep
 */
export function readBySchema(schema: NormalizedSchema, value: Json, depth = 0): Json {
  if (schema.isDocumentSchema()) return readDocument(value, depth);
  if (schema.isStructSchema()) {
    if (!isJsonObject(value)) throw mismatch(value, 'an Object');
    return readStructure(schema, value, depth);
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mismatch(value, 'a List');
    checkDepth(depth);
    const element = schema.getValueSchema();
    return value.filter((item) => item !== null).map((item) => readBySchema(element, item, depth + 1));
  }
  if (schema.isMapSchema()) {
    if (!isJsonObject(value)) throw mismatch(value, 'a Map');
    checkDepth(depth);
    const element = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value)
        .filter((entry): entry is [string, Json] => entry[1] !== null && entry[1] !== undefined)
        .map(([key, item]) => [key, readBySchema(element, item, depth + 1)]),
    );
  }
  if (schema.isTimestampSchema()) return readTime(value);
  if (schema.isNumericSchema()) return readNumber(value);
  if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw mismatch(value, 'a Boolean');
  } else if (typeof value !== 'string') {
    throw mismatch(value, 'a String');
  }
  return value;
}

function readStructure(schema: NormalizedSchema, value: JsonObject, depth: number): JsonObject {
  checkDepth(depth);
  const read: JsonObject = {};
  for (const [name, member] of membersOf(schema)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined || given === null) continue;
    const found = readBySchema(member, given, depth + 1);
    // Most numbers are whole, and are taken as they are: a page of a log has 20,000 of them.
    const isFraction = typeof found === 'number' && !Number.isSafeInteger(found);
    read[name] = isFraction && isWhole(schema, name, member) ? whole(found) : found;
  }
  return read;
}

function isWhole(schema: NormalizedSchema, name: string, member: NormalizedSchema): boolean {
  return member.isNumericSchema() && isWholeNumber(schema, name);
}

/** Keeps what the schema knows: stored documents may hold more than an operation answers. */
export function shapeBySchema(schema: $SchemaRef, value: JsonObject): JsonObject {
  return readStructure(NormalizedSchema.of(schema), value, 0);
}
