import { type JsonObject } from '../json.ts';
import { type JsonHandler, operationSchema } from '../protocols/awsJson.ts';
import { type KindContext } from './kind.ts';
import { listHandler } from './listing.ts';
import { type KindOperations, type OperationParts } from './operations.ts';
import { type ResourceRecord } from './record.ts';
import { operationMembers, type ResolvedKind } from './resolve.ts';

/** Create, Describe, List, Update, Start, Stop and Delete of a kind, as far as the SDK has these operations. */
export function kindHandlers(
  operations: KindOperations,
  parts: Pick<OperationParts, 'store' | 'schemas'>,
): Record<string, JsonHandler> {
  const { kind } = operations;
  const { schemas } = parts;
  const { update, start, stop, behaviour } = kind;
  const answer = (record: ResourceRecord): JsonObject => ({
    ...record.document,
    [kind.arnMember]: record.arn,
  });
  const changing =
    (
      what: (record: ResourceRecord, input: JsonObject, context: KindContext) => JsonObject,
      then?: (record: ResourceRecord, input: JsonObject) => void,
    ): JsonHandler =>
    (input, request) => {
      const record = operations.find(input, request);
      const context = operations.contextOf(record.name, record.document, request);
      const changed = operations.change(record, what(record, input, context));
      then?.(changed, input);
      return answer(changed);
    };
  const all: Record<string, JsonHandler | undefined> = {
    [`Create${kind.name}`]: (input, request) => answer(operations.create(input, request)),
    [`Describe${kind.name}`]: (input, request) =>
      operations.describe(operations.find(input, request), request),
    [`Delete${kind.name}`]: (input, request) => {
      const answered = answer(operations.find(input, request));
      operations.remove(input, request);
      return answered;
    },
    [`List${kind.plural ?? `${kind.name}s`}`]: listHandler(operations, parts),
    [`Update${kind.name}`]:
      update &&
      changing(update === true ? (_, input) => given(kind, input, schemas) : update, (record, input) =>
        behaviour?.update?.(record, input),
      ),
    [`Start${kind.name}`]: start && changing((record, _, context) => start(record, context)),
    [`Stop${kind.name}`]:
      stop &&
      changing(
        (record, _, context) => stop(record, context),
        (record) => behaviour?.stop?.(record),
      ),
  };
  const there = Object.entries(all).filter(
    (entry): entry is [string, JsonHandler] =>
      entry[1] !== undefined && operationSchema(schemas, entry[0]) !== undefined,
  );
  return Object.fromEntries(there);
}

/** What an Update gives, without what names the resource; only what the kind has is kept. */
function given(kind: ResolvedKind, input: JsonObject, schemas: object): JsonObject {
  const known = new Set([
    ...operationMembers(schemas, `Describe${kind.name}`, 5),
    ...operationMembers(schemas, `Create${kind.name}`, 4),
  ]);
  const identity = new Set([kind.nameMember, kind.arnMember, 'Tags']);
  return Object.fromEntries(
    Object.entries(input).filter(([member]) => known.has(member) && !identity.has(member)),
  );
}
