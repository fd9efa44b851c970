import { isJsonObject, text, type Json, type JsonObject } from '../../json.ts';

/** A step cannot begin, for a reason that its `FailureReason` tells. */
export class StepError extends Error {
  override name = 'StepError';
}

/** Finds what a path names: `Parameters.Epochs`, `Steps.Train.ModelArtifacts.S3ModelArtifacts` …; `undefined` if nothing. */
export type Lookup = (path: string) => Json | undefined;

/** A value in words, as names and messages are made of. */
export function wordsOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `A.B['key'][0]` → `A`, `B`, `key`, `0`. */
export function tokens(path: string): string[] {
  return [...path.matchAll(/\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]|([^.[\]]+)/g)].map(
    ([, single, double, index, plain]) => single ?? double ?? index ?? plain ?? '',
  );
}

/** What a path leads to within a value; an element of a list is found by its index or by its name. */
export function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (Array.isArray(value)) {
    const byName = value.find(
      (item) =>
        isJsonObject(item) &&
        Object.entries(item).some(([member, name]) => member.endsWith('Name') && name === token),
    );
    return at(/^\d+$/.test(token) ? value[Number(token)] : byName, rest);
  }
  return isJsonObject(value) && Object.hasOwn(value, token) ? at(value[token], rest) : undefined;
}

function joined(argument: JsonObject, lookup: Lookup): string {
  const values = resolveValue(argument['Values'] ?? [], lookup);
  if (!Array.isArray(values)) throw new StepError('ClientError: Std:Join needs a list of Values.');
  return values.map(wordsOf).join(text(argument, 'On') ?? '');
}

/** A step's argument with its references and functions replaced by what they are now. @throws StepError */
export function resolveValue(value: Json, lookup: Lookup): Json {
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, lookup));
  if (!isJsonObject(value)) return value;
  const [only, ...others] = Object.entries(value);
  if (only && others.length === 0) {
    const [name, argument] = only;
    if (name === 'Get' && typeof argument === 'string') {
      const found = lookup(argument);
      if (found === undefined) throw new StepError(`ClientError: "${argument}" has no value.`);
      return found;
    }
    if (name === 'Std:Join' && isJsonObject(argument)) return joined(argument, lookup);
    if (name === 'Std:JsonGet') {
      throw new StepError('InternalServerError: The local engine does not read property files yet.');
    }
  }
  return resolveObject(value, lookup);
}

/** {@link resolveValue} of each member. @throws StepError */
export function resolveObject(value: JsonObject, lookup: Lookup): JsonObject {
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([member, item]) => [member, item === undefined ? item : resolveValue(item, lookup)]),
  );
}
