import { type NormalizedSchema } from '@smithy/core/schema';
import { validationError } from '../../http/awsError.ts';
import { membersOf } from '../../../analysis/shapes/members.ts';

/** What a property's values are; `key`: a map's value, text that may be read as a number; `whole`: has parts. */
export type PropertyType = 'text' | 'number' | 'time' | 'boolean' | 'key' | 'whole';

/** A property of a resource as a search names it. */
export interface Property {
  readonly name: string;
  readonly path: readonly string[];
  readonly type: PropertyType;
}

/** Whether a list is read as a map: of tags, or of a feature's parameters. `Tags.team` is then the value of `team`. */
export function isKeyed(list: NormalizedSchema): boolean {
  const item = list.getValueSchema();
  return item.isStructSchema() && [...membersOf(item).keys()].join() === 'Key,Value';
}

function typeOf(schema: NormalizedSchema): PropertyType {
  if (schema.isTimestampSchema()) return 'time';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isListSchema()) return typeOf(schema.getValueSchema());
  return schema.isStructSchema() || schema.isMapSchema() ? 'whole' : 'text';
}

/** Follows a path through structures, lists (with or without an index) and maps. */
function walk(schema: NormalizedSchema, path: readonly string[]): PropertyType | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return typeOf(schema);
  if (schema.isListSchema() && isKeyed(schema)) return 'key';
  if (schema.isListSchema()) return walk(schema.getValueSchema(), /^\d+$/.test(head) ? rest : path);
  if (schema.isMapSchema()) return 'key';
  if (!schema.isStructSchema()) return undefined;
  const member = membersOf(schema).get(head);
  return member && walk(member, rest);
}

/**
 * The property of that name, by the schema of the resource.
 * @throws AwsError for one that the resource does not have
 */
export function propertyOf(schema: NormalizedSchema, name: string): Property {
  const path = name.split('.');
  // A training job's metrics are found by name though its own member is called otherwise.
  const metric = path[0] === 'Metrics' && path.length > 1 && hasMetrics(schema);
  const type = metric ? 'number' : walk(schema, path);
  if (type === undefined) throw validationError(`Unknown property name: ${name}`);
  return { name, path, type };
}

function hasMetrics(schema: NormalizedSchema): boolean {
  return membersOf(schema).has('Metrics') || membersOf(schema).has('FinalMetricDataList');
}

/** Whether a name is a list of structures: what nested filters look into. */
export function isListOfStructures(schema: NormalizedSchema, path: readonly string[]): boolean {
  let found: NormalizedSchema | undefined = schema;
  for (const step of path) {
    while (found?.isListSchema()) found = found.getValueSchema();
    found = found?.isStructSchema() ? membersOf(found).get(step) : undefined;
  }
  return found?.isListSchema() === true && found.getValueSchema().isStructSchema();
}
