import { type NormalizedSchema } from '@smithy/core/schema';
import { isJsonObject, type Json } from '../json.ts';
import { membersOf } from '../../analysis/shapes/members.ts';

const [BYTES, TEXT, LIST, MAP] = [2, 3, 4, 5];
const NULL = Buffer.of(0xf6);
/** Tag 1: epoch seconds. */
const TIME = Buffer.of(0xc1);

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  const bytes = Buffer.alloc(5);
  bytes[0] = (major << 5) | 26;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

/** As a double also where it is whole: clients tell 4.0 from 4. */
function double(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([head(TEXT, bytes.length), bytes]);
}

function map(entries: readonly (readonly [string, Buffer])[]): Buffer {
  return Buffer.concat([
    head(MAP, entries.length),
    ...entries.flatMap(([name, value]) => [text(name), value]),
  ]);
}

function scalar(schema: NormalizedSchema, value: Json): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (schema.isTimestampSchema()) return Buffer.concat([TIME, double(Number(value))]);
  if (schema.isNumericSchema()) return double(Number(value));
  if (typeof value !== 'string') return NULL;
  if (!schema.isBlobSchema()) return text(value);
  const bytes = Buffer.from(value, 'base64');
  return Buffer.concat([head(BYTES, bytes.length), bytes]);
}

/**
 * A value in wire form as CBOR. Numbers become doubles: the SDK's schemas do not tell them from whole numbers, and what
 * is served in CBOR (CloudWatch) answers no others.
 */
export function writeCbor(schema: NormalizedSchema, value: Json): Buffer {
  if (schema.isStructSchema() && isJsonObject(value)) {
    const entries: [string, Buffer][] = [];
    for (const [name, member] of membersOf(schema)) {
      const given = value[name];
      if (given !== undefined && given !== null) entries.push([name, writeCbor(member, given)]);
    }
    return map(entries);
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    return Buffer.concat([head(LIST, value.length), ...value.map((one) => writeCbor(item, one))]);
  }
  if (schema.isMapSchema() && isJsonObject(value)) {
    const item = schema.getValueSchema();
    return map(Object.entries(value).map(([key, one]) => [key, writeCbor(item, one ?? null)]));
  }
  return scalar(schema, value);
}

/** A flat object of texts: an error. */
export function writeCborTexts(texts: Readonly<Record<string, string>>): Buffer {
  return map(Object.entries(texts).map(([name, value]) => [name, text(value)]));
}
