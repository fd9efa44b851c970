import { type NormalizedSchema } from '@smithy/core/schema';
import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { propertyOf, type Property } from './property.ts';
import { type Scalar } from './values.ts';

/** One condition of a search, checked. */
export interface SearchFilter {
  readonly property: Property;
  readonly operator: string;
  /** For those operators that look at values: whether some value fulfils it. `NotEquals`: whether none is equal. */
  readonly fulfilled: (values: readonly Scalar[]) => boolean;
}

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  GreaterThan: (a, b) => a > b,
  GreaterThanOrEqualTo: (a, b) => a >= b,
  LessThan: (a, b) => a < b,
  LessThanOrEqualTo: (a, b) => a <= b,
};
const TEXT_ONLY = new Set(['Contains', 'In']);

/** Epoch seconds of an ISO 8601 time; without a zone it is UTC. */
function seconds(value: string): number {
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}${value.includes('T') ? 'Z' : ''}`;
  return Date.parse(zoned) / 1000;
}

/** The filter's value as what the property is compared as. @throws AwsError when it is not one */
function numeric({ name, type }: Property, value: string): number {
  const parsed = type === 'time' ? seconds(value) : value.trim() === '' ? NaN : Number(value);
  if (Number.isFinite(parsed)) return parsed;
  const wanted = type === 'time' ? 'an ISO 8601 date and time' : 'a number';
  throw validationError(`The value "${value}" of the property ${name} is not ${wanted}.`);
}

function ordering(property: Property, operator: string, value: string): SearchFilter['fulfilled'] {
  const compare = ORDER[operator] ?? (() => false);
  const limit = numeric(property, value);
  // AWS reads decimal hyperparameters as integers when it is asked with an integer.
  const whole = property.path[0] === 'HyperParameters' && /^[+-]?\d+$/.test(value);
  return (values) =>
    values.some((found) => {
      const read = typeof found === 'string' && found.trim() === '' ? NaN : Number(found);
      return compare(whole ? Math.trunc(read) : read, limit);
    });
}

function equality(property: Property, value: string): (found: Scalar) => boolean {
  const { type, name } = property;
  if (type === 'boolean') {
    if (!/^(?:true|false)$/i.test(value)) {
      throw validationError(`The value "${value}" of the property ${name} is not true or false.`);
    }
    return (found) => String(found) === value.toLowerCase();
  }
  if (type === 'number' || type === 'time') {
    const wanted = numeric(property, value);
    // Times are asked for to the second.
    return (found) => (type === 'time' ? Math.floor(Number(found)) : Number(found)) === wanted;
  }
  return (found) => (typeof found === 'number' ? found === Number(value) : String(found) === value);
}

function fulfilment(property: Property, operator: string, value: string): SearchFilter['fulfilled'] {
  const { name, type } = property;
  if (operator in ORDER) {
    if (type === 'text' || type === 'boolean') {
      throw validationError(`The operator ${operator} is not supported for the text property ${name}.`);
    }
    return ordering(property, operator, value);
  }
  if (TEXT_ONLY.has(operator) && type !== 'text' && type !== 'key') {
    throw validationError(`The operator ${operator} is only supported for text properties, not for ${name}.`);
  }
  if (operator === 'Contains') return (values) => values.some((found) => String(found).includes(value));
  if (operator === 'In') {
    const wanted = new Set(value.split(',').map((item) => item.trim()));
    return (values) => values.some((found) => wanted.has(String(found)));
  }
  const equal = equality(property, value);
  return operator === 'NotEquals' ? (values) => !values.some(equal) : (values) => values.some(equal);
}

/**
 * Checks one `Filter`.
 * @param schema of the resource; @param prefix what the name may leave out, in nested filters
 * @throws AwsError for a property, an operator or a value that cannot be
 */
export function readFilter(schema: NormalizedSchema, filter: JsonObject, prefix = ''): SearchFilter {
  const given = text(filter, 'Name') ?? '';
  const property = propertyOf(schema, given.startsWith(prefix) ? given : `${prefix}${given}`);
  const value = text(filter, 'Value');
  const operator = text(filter, 'Operator') ?? 'Equals';
  if (operator === 'Exists') return { property, operator, fulfilled: () => true };
  if (operator === 'NotExists') return { property, operator, fulfilled: () => false };
  if (value === undefined) throw validationError(`The filter of ${given} needs a value for ${operator}.`);
  if (property.type === 'whole') {
    throw validationError(`The property ${given} has parts; only they can be compared.`);
  }
  return { property, operator, fulfilled: fulfilment(property, operator, value) };
}
