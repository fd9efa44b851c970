import { validationError } from '../../http/awsError.ts';
import { object, objects, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { candidates, schemaOf } from './candidates.ts';
import { readExpression, readVisibility } from './expression.ts';
import { pageOf } from './order.ts';
import { propertyOf } from './property.ts';
import { SearchScope } from './scope.ts';
import { type Source, SOURCES } from './sources.ts';

/** The source of a request's `Resource`. */
export function sourceOf(resource: string): Source {
  const source = SOURCES[resource];
  if (!source) throw validationError(`${resource} cannot be searched.`);
  return source;
}

/** Search, over all its resource types. */
export function searchHandler(parts: FamilyParts): JsonHandler {
  return (input, request) => {
    const resource = text(input, 'Resource') ?? '';
    const source = sourceOf(resource);
    const schema = schemaOf(source, parts.schemas);
    const expression = object(input, 'SearchExpression');
    const matches = expression ? readExpression(schema, expression, resource) : () => true;
    const visible = readVisibility(objects(input, 'VisibilityConditions'));
    const by = text(input, 'SortBy');
    // Not every resource shows when it was changed last, which is the order without another.
    const sortBy = by === undefined || by === 'LastModifiedTime' ? undefined : propertyOf(schema, by).path;
    // Nothing is shared with this machine by other accounts.
    const none = input['CrossAccountFilterOption'] === 'CrossAccount';
    const scope = new SearchScope(parts, request);
    const found = none
      ? []
      : [...candidates(source, scope)].filter((candidate) => visible(candidate) && matches(candidate));
    const { page, next } = pageOf(found, sortBy, input);
    return {
      Results: page.map((one) => (source.member === undefined ? {} : { [source.member]: one.whole() })),
      TotalHits: { Value: found.length, Relation: 'EqualTo' },
      ...next,
    };
  };
}
