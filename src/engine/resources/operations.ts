import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../http/awsError.ts';
import { type EngineRequest } from '../http/message.ts';
import { text, type JsonObject } from '../json.ts';
import { type JsonHandler, operationSchema } from '../protocols/awsJson.ts';
import { type EngineLog } from '../parts.ts';
import { membersOf } from '../protocols/schema.ts';
import { type KindContext, type ResourceKind } from './kind.ts';
import { listQuery, nextToken } from './listing.ts';
import { epochSeconds, type ResourceRecord } from './record.ts';
import { type ResourceStore } from './resourceStore.ts';
import { readTags } from './tags.ts';

/** What Describe answers: the document with its times. */
function described(record: ResourceRecord, extra: JsonObject = {}): JsonObject {
  return {
    CreationTime: epochSeconds(record.createdAt),
    LastModifiedTime: epochSeconds(record.modifiedAt),
    ...record.document,
    ...extra,
  };
}

/** The one list in a List operation's answer: `TrainingJobSummaries`, `Models` … */
function listMember(schemas: object, operation: string): string | undefined {
  const schema = operationSchema(schemas, operation);
  if (!schema) return undefined;
  const members = [...membersOf(NormalizedSchema.of(schema[5]))];
  return members.find(([, member]) => member.isListSchema())?.[0];
}

/**
 * Create, Describe, List, Update, Stop and Delete of one kind, as far as the SDK has these operations.
 * @returns handlers by operation name
 */
export function kindOperations(
  kind: ResourceKind,
  store: ResourceStore,
  schemas: object,
  log: EngineLog,
): Record<string, JsonHandler> {
  const arnOf = (name: string, request: EngineRequest): string =>
    `arn:aws:sagemaker:${request.scope.region}:${request.accountId}:${kind.arnType}/${name}`;

  const contextOf = (name: string, request: EngineRequest): KindContext => ({
    region: request.scope.region,
    accountId: request.accountId,
    now: store.now(),
    arn: arnOf(name, request),
    find: (other, otherName) => store.get({ kind: other, region: request.scope.region, name: otherName }),
  });

  /** Some operations take an ARN where a name stands. */
  const find = (input: JsonObject, request: EngineRequest): ResourceRecord => {
    const given = text(input, kind.nameMember) ?? '';
    const name = given.startsWith('arn:') ? given.slice(given.indexOf('/') + 1) : given;
    const found = store.get({ kind: kind.name, region: request.scope.region, name });
    if (!found) throw kind.notFound(name, arnOf(name, request));
    return found;
  };

  const handlers: Record<string, JsonHandler> = {
    [`Create${kind.name}`]: (input, request) => {
      const name = text(input, kind.nameMember) ?? '';
      const key = { kind: kind.name, region: request.scope.region, name };
      const { Tags: _tags, ...members } = input;
      const tags = readTags(input);
      const context = contextOf(name, request);
      const taken = store.get(key);
      if (taken) throw kind.exists(taken);
      const document = { ...kind.create(members, context), [kind.arnMember]: context.arn };
      const record = store.insert({ ...key, arn: context.arn }, document, tags);
      kind.behaviour?.start?.(record);
      return { [kind.arnMember]: context.arn };
    },

    [`Describe${kind.name}`]: (input, request) => {
      const record = find(input, request);
      return described(record, kind.describe?.(record, contextOf(record.name, request)));
    },

    [`Delete${kind.name}`]: async (input, request) => {
      const record = find(input, request);
      const change = kind.delete?.(record, contextOf(record.name, request));
      const marked = (change && store.patch(record, change)) ?? record;
      const { behaviour } = kind;
      if (!behaviour?.onDelete) {
        store.remove(record);
      } else if (text(record.document, kind.statusMember ?? '') !== 'Deleting') {
        // The answer does not wait: clients see the status until the resource is gone.
        behaviour
          .onDelete(marked)
          .catch((error: unknown) => log(`Deleting ${record.arn} left something behind`, error))
          .finally(() => store.remove(record));
      }
      return {};
    },
  };

  const list = `List${kind.plural ?? `${kind.name}s`}`;
  const member = listMember(schemas, list);
  if (member !== undefined) {
    handlers[list] = (input, request) => {
      const page = store.list(listQuery(kind, request.scope.region, input));
      return {
        [member]: page.records.map((record) => described(record)),
        ...(page.last ? { NextToken: nextToken(input, page.last.value, page.last.name) } : {}),
      };
    };
  }

  const { update, stop } = kind;
  if (update) {
    handlers[`Update${kind.name}`] = (input, request) => {
      const record = find(input, request);
      const patched = store.patch(record, update(record, input, contextOf(record.name, request)));
      if (patched) kind.behaviour?.update?.(patched, input);
      return { [kind.arnMember]: record.arn };
    };
  }
  if (stop) {
    handlers[`Stop${kind.name}`] = (input, request) => {
      const record = find(input, request);
      const patched = store.patch(record, stop(record, contextOf(record.name, request)));
      if (patched) kind.behaviour?.stop?.(patched);
      return {};
    };
  }
  for (const operation of Object.keys(handlers)) {
    if (!operationSchema(schemas, operation)) {
      throw new AwsError(
        'InternalFailure',
        `The SDK has no operation ${operation}; the kind ${kind.name} is declared wrong.`,
        500,
      );
    }
  }
  return handlers;
}
