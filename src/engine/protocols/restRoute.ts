import { NormalizedSchema } from '@smithy/core/schema';
import { type StaticOperationSchema } from '@smithy/types';
import { type EngineRequest } from '../http/message.ts';
import { membersOf, requiredOf } from '../../analysis/shapes/members.ts';

/** One operation of a REST service with what a request must have to be it. */
export interface RestOperation {
  readonly name: string;
  readonly method: string;
  readonly status: number;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  readonly path: RegExp;
  /** The path's labels in order. */
  readonly labels: readonly string[];
  /** Query parameters with a constant value; `undefined` when only the name matters (`?uploads`). */
  readonly constants: readonly (readonly [name: string, value: string | undefined])[];
  /** Names of query parameters and headers that required members are bound to. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

/** The SDKs send it to tell operations apart; others do not, so it is a hint only. */
const HINT = 'x-id';

function pathPattern(path: string): { path: RegExp; labels: string[] } {
  const labels: string[] = [];
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      const label = /^\{([^}+]+)(\+?)\}$/.exec(part);
      if (!label) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      labels.push(label[1] ?? '');
      return label[2] === '+' ? '(.+)' : '([^/]+)';
    })
    .join('');
  // A slash at the end makes no difference where the template ends in one or in a label without "+".
  const open = path.endsWith('/') ? source.slice(0, -1) : source;
  return { path: new RegExp(`^${open}${path.endsWith('+}') ? '' : '/?'}$`, 's'), labels };
}

/**
 * Reads an operation's schema.
 * @param leading a label that the template does not name and that leads the path: S3's `Bucket`, in path style
 */
export function restOperation(schema: StaticOperationSchema, leading?: string): RestOperation {
  const input = NormalizedSchema.of(schema[4]);
  const traits = schema[3];
  const http = typeof traits === 'object' ? traits.http : undefined;
  if (!http) throw new Error(`The operation ${schema[2]} has no HTTP binding.`);
  const [method, uri, status] = http;
  const [template = '/', query = ''] = uri.split('?', 2);
  const members = input.isUnitSchema() ? new Map<string, NormalizedSchema>() : membersOf(input);
  const isLed = leading !== undefined && members.get(leading)?.getMergedTraits().httpLabel !== undefined;
  const required = requiredOf(input).map((name) => members.get(name)?.getMergedTraits() ?? {});
  return {
    name: schema[2],
    method,
    status,
    input,
    output: NormalizedSchema.of(schema[5]),
    ...pathPattern(isLed && !template.includes(`{${leading}}`) ? `/{${leading}}${template}` : template),
    constants:
      query === ''
        ? []
        : query.split('&').map((part) => {
            const [name = '', value] = part.split('=', 2);
            return [name, value] as const;
          }),
    requiredQuery: required.flatMap(({ httpQuery }) => (httpQuery === undefined ? [] : [httpQuery])),
    requiredHeaders: required.flatMap(({ httpHeader }) =>
      httpHeader === undefined ? [] : [httpHeader.toLowerCase()],
    ),
  };
}

/** How well a request fits, higher is better; `undefined` when it does not. */
function fit(
  operation: RestOperation,
  request: EngineRequest,
  query: ReadonlyMap<string, string>,
): number | undefined {
  if (operation.method !== request.method || !operation.path.test(request.rawPath)) return undefined;
  const fixed = operation.constants.filter(([name]) => name !== HINT);
  const fits =
    fixed.every(([name, value]) => query.has(name) && (value === undefined || query.get(name) === value)) &&
    operation.requiredQuery.every((name) => query.has(name)) &&
    operation.requiredHeaders.every((name) => request.headers[name] !== undefined);
  if (!fits) return undefined;
  const hint = operation.constants.find(([name]) => name === HINT)?.[1];
  const isHinted = hint !== undefined && hint === query.get(HINT);
  const needs = operation.requiredQuery.length + operation.requiredHeaders.length;
  return 4 * fixed.length + 2 * needs + (isHinted ? 1 : 0);
}

/** The operation that a request is for: of those that fit the one that asks for most. */
export function findOperation(
  operations: readonly RestOperation[],
  request: EngineRequest,
): RestOperation | undefined {
  const query = new Map(request.query);
  let best: RestOperation | undefined;
  let bestFit = -1;
  for (const operation of operations) {
    const found = fit(operation, request, query);
    if (found !== undefined && found > bestFit) [best, bestFit] = [operation, found];
  }
  return best;
}
