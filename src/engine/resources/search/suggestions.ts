import { isJsonObject, object, objects, text, type Json } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { membersOf } from '../../../analysis/shapes/members.ts';
import { type NormalizedSchema } from '@smithy/core/schema';
import { type FamilyParts } from '../catalogue.ts';
import { type Candidate } from './candidate.ts';
import { candidates, schemaOf } from './candidates.ts';
import { isKeyed } from './property.ts';
import { SearchScope } from './scope.ts';
import { sourceOf } from './search.ts';

const MAX_SUGGESTIONS = 100;

/** The names of the properties in a value that its schema knows and a search can compare. */
function* names(value: Json | undefined, schema: NormalizedSchema, path: string): Generator<string> {
  if (value === undefined || value === null) return;
  if (schema.isListSchema() && isKeyed(schema)) {
    for (const item of objects({ value }, 'value')) yield `${path}.${text(item, 'Key') ?? ''}`;
  } else if (schema.isListSchema()) {
    for (const item of Array.isArray(value) ? value : []) yield* names(item, schema.getValueSchema(), path);
  } else if (schema.isMapSchema()) {
    for (const key of Object.keys(isJsonObject(value) ? value : {})) yield `${path}.${key}`;
  } else if (schema.isStructSchema()) {
    for (const [name, member] of membersOf(schema)) {
      if (isJsonObject(value)) yield* names(value[name], member, `${path}.${name}`);
    }
  } else {
    yield path;
  }
}

function* namesOf(candidate: Candidate, schema: NormalizedSchema): Generator<string> {
  for (const [root, member] of membersOf(schema)) {
    if (root !== 'Metrics') yield* names(candidate.member(root), member, root);
  }
  for (const metric of candidate.metrics().keys()) yield `Metrics.${metric}`;
}

/** GetSearchSuggestions: the properties that the resources of a kind have, by how their names begin. */
export function suggestionsHandler(parts: FamilyParts): JsonHandler {
  return (input, request) => {
    const source = sourceOf(text(input, 'Resource') ?? '');
    const query = object(object(input, 'SuggestionQuery'), 'PropertyNameQuery');
    const hint = (text(query, 'PropertyNameHint') ?? '').toLowerCase();
    const schema = schemaOf(source, parts.schemas);
    const found = new Set<string>();
    for (const candidate of candidates(source, new SearchScope(parts, request))) {
      for (const name of namesOf(candidate, schema)) if (name.toLowerCase().startsWith(hint)) found.add(name);
    }
    const sorted = [...found].sort().slice(0, MAX_SUGGESTIONS);
    return { PropertyNameSuggestions: sorted.map((PropertyName) => ({ PropertyName })) };
  };
}
