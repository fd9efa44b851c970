import { type NormalizedSchema } from '@smithy/core/schema';
import { validationError } from '../../http/awsError.ts';
import { objects, text, type JsonObject } from '../../json.ts';
import { type Candidate } from './candidate.ts';
import { readFilter, type SearchFilter } from './filter.ts';
import { isListOfStructures } from './property.ts';
import { partsAt, valuesAt } from './values.ts';

/** Whether a resource is among the results. */
export type Condition = (candidate: Candidate) => boolean;

const MAX_CONDITIONS = 50;
/** Properties that may be asked for what they contain more than once, of experiments and their parts. */
const CONTAINS_FREELY =
  /^(?:DisplayName|ExperimentName|TrialName|TrialComponentName|(?:Tags|InputArtifacts|OutputArtifacts)(?:\..+)?)$/;

/** Counts what AWS limits in one expression. */
class Limits {
  readonly #freely: boolean;
  #conditions = 0;
  #contains = 0;

  constructor(resource: string) {
    this.#freely = resource.startsWith('Experiment');
  }

  count(filter?: SearchFilter): void {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) {
      throw validationError(
        `A search expression has at most ${MAX_CONDITIONS} filters, nested filters and subexpressions.`,
      );
    }
    if (filter?.operator !== 'Contains') return;
    if (this.#freely && CONTAINS_FREELY.test(filter.property.name)) return;
    this.#contains += 1;
    if (this.#contains > 1) throw validationError("'CONTAINS' operator usage limit of 1 exceeded.");
  }
}

function plain(filter: SearchFilter): Condition {
  const { path } = filter.property;
  if (filter.operator === 'Exists') return (candidate) => candidate.has(path);
  if (filter.operator === 'NotExists') return (candidate) => !candidate.has(path);
  return (candidate) => filter.fulfilled(candidate.values(path));
}

/** Filters that one and the same item of a list must fulfil. */
function nested(schema: NormalizedSchema, given: JsonObject, limits: Limits): Condition {
  const name = text(given, 'NestedPropertyName') ?? '';
  const path = name.split('.');
  if (!isListOfStructures(schema, path)) {
    throw validationError(`${name} is no list of structures: nested filters cannot look into it.`);
  }
  const filters = objects(given, 'Filters').map((filter) => {
    const read = readFilter(schema, filter, `${name}.`);
    limits.count(read);
    return { ...read, rest: read.property.path.slice(path.length) };
  });
  return (candidate) =>
    candidate.items(path).some((item) =>
      filters.every(({ operator, fulfilled, rest }) => {
        if (operator === 'Exists') return partsAt(item, rest).length > 0;
        if (operator === 'NotExists') return partsAt(item, rest).length === 0;
        return fulfilled(valuesAt(item, rest));
      }),
    );
}

function read(schema: NormalizedSchema, expression: JsonObject, limits: Limits): Condition {
  const conditions = [
    ...objects(expression, 'Filters').map((filter) => {
      const checked = readFilter(schema, filter);
      limits.count(checked);
      return plain(checked);
    }),
    ...objects(expression, 'NestedFilters').map((filters) => {
      limits.count();
      return nested(schema, filters, limits);
    }),
    ...objects(expression, 'SubExpressions').map((inner) => {
      limits.count();
      return read(schema, inner, limits);
    }),
  ];
  if (conditions.length === 0) {
    throw validationError('A search expression needs a filter, a nested filter or a subexpression.');
  }
  return text(expression, 'Operator') === 'Or'
    ? (candidate) => conditions.some((condition) => condition(candidate))
    : (candidate) => conditions.every((condition) => condition(candidate));
}

/**
 * A `SearchExpression` as one condition.
 * @param resource as the request calls the kind: `ExperimentTrial`
 * @throws AwsError for an expression that AWS would refuse
 */
export function readExpression(
  schema: NormalizedSchema,
  expression: JsonObject,
  resource: string,
): Condition {
  return read(schema, expression, new Limits(resource));
}

/** `VisibilityConditions`: what has the key must have the value; what has not is shown. */
export function readVisibility(conditions: readonly JsonObject[]): Condition {
  return (candidate) =>
    conditions.every((condition) => {
      const path = (text(condition, 'Key') ?? '').split('.');
      const found = [...candidate.values(path), ...candidate.values(['Tags', ...path])];
      return found.length === 0 || found.some((value) => String(value) === text(condition, 'Value'));
    });
}
