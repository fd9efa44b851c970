import { type NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../http/awsError.ts';
import { type Json, type JsonObject } from '../json.ts';
import { membersOf } from '../../analysis/shapes/members.ts';

/** A form's names, taken apart at their dots: `Tags.member.1.Key=a` is Tags → member → 1 → Key. */
interface FormNode {
  text?: string;
  readonly below: Map<string, FormNode>;
}

/** More than any operation takes; a form with more is refused rather than held. */
const MAX_PARAMETERS = 200_000;
const MAX_DEPTH = 40;

function malformed(message: string): AwsError {
  return new AwsError('MalformedInput', message);
}

/** @throws AwsError `MalformedInput` for a form beyond all measure */
export function formTree(parameters: Iterable<readonly [string, string]>): FormNode {
  const root: FormNode = { below: new Map() };
  let count = 0;
  for (const [name, text] of parameters) {
    if (++count > MAX_PARAMETERS) throw malformed(`There are more than ${MAX_PARAMETERS} parameters.`);
    const path = name.split('.', MAX_DEPTH + 1);
    if (path.length > MAX_DEPTH) throw malformed(`The name of a parameter has more than ${MAX_DEPTH} parts.`);
    let node = root;
    for (const part of path) {
      let next = node.below.get(part);
      if (!next) node.below.set(part, (next = { below: new Map() }));
      node = next;
    }
    node.text = text;
  }
  return root;
}

function scalar(schema: NormalizedSchema, text: string): Json {
  if (schema.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(text)) throw malformed(`"${text.slice(0, 100)}" is not a Boolean.`);
    return text.toLowerCase() === 'true';
  }
  const isTime = schema.isTimestampSchema();
  // Times come as ISO 8601, which is read with the rest, or as epoch seconds.
  if (!schema.isNumericSchema() && !(isTime && /^-?\d+(\.\d+)?$/.test(text))) return text;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw malformed(`"${text.slice(0, 100)}" is not a number.`);
  return value;
}

/** A list's or map's items in the order of their numbers. */
function numbered(node: FormNode | undefined): FormNode[] {
  return [...(node?.below ?? [])]
    .filter(([index]) => /^\d{1,9}$/.test(index))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => item);
}

function textOf(node: FormNode | undefined): string {
  return node?.text ?? '';
}

/** A form as JSON in the shape that the schema says; what the schema does not know is left out. */
export function readForm(schema: NormalizedSchema, node: FormNode): Json {
  if (schema.isStructSchema()) {
    const read: JsonObject = {};
    for (const [name, member] of membersOf(schema)) {
      const given = node.below.get(name);
      if (given) read[name] = readForm(member, given);
    }
    return read;
  }
  if (schema.isListSchema()) {
    const element = schema.getValueSchema();
    return numbered(node.below.get('member')).map((item) => readForm(element, item));
  }
  if (schema.isMapSchema()) {
    const element = schema.getValueSchema();
    return Object.fromEntries(
      numbered(node.below.get('entry')).map((entry) => [
        textOf(entry.below.get('key')),
        readForm(element, entry.below.get('value') ?? { below: new Map() }),
      ]),
    );
  }
  return scalar(schema, textOf(node));
}
