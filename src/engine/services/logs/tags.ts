import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type JsonObject, object } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup } from '../../store/logCatalog.ts';
import { groupByIdentifier, required } from './names.ts';

const MOST_TAGS = 50;

/** The member's strings when it is a list, `undefined` when it is not there. */
export function stringsOf(input: JsonObject, member: string): string[] | undefined {
  const value = input[member];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

/** The request's `tags`, a map. */
export function tagsOf(input: JsonObject): Record<string, string> {
  const entries = Object.entries(object(input, 'tags') ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Tags of log groups, by ARN and, as it was before, by name. */
export function tagOperations(logs: FileLogStore): Readonly<Record<string, JsonHandler>> {
  const byArn = (input: JsonObject, request: EngineRequest): LogGroup =>
    groupByIdentifier(logs, required(input, 'resourceArn'), request);
  const byName = (input: JsonObject, request: EngineRequest): LogGroup =>
    logs.group(request.scope.region, required(input, 'logGroupName'));

  const add = (group: LogGroup, tags: Readonly<Record<string, string>>): JsonObject => {
    const next = { ...group.tags, ...tags };
    if (Object.keys(next).length > MOST_TAGS) {
      throw new AwsError('TooManyTagsException', `A resource can have no more than ${MOST_TAGS} tags.`);
    }
    logs.updateGroup(group, { tags: next });
    return {};
  };
  const remove = (group: LogGroup, keys: readonly string[]): JsonObject => {
    const kept = Object.entries(group.tags).filter(([key]) => !keys.includes(key));
    logs.updateGroup(group, { tags: Object.fromEntries(kept) });
    return {};
  };

  return {
    TagResource: (input, request) => add(byArn(input, request), tagsOf(input)),
    UntagResource: (input, request) => remove(byArn(input, request), stringsOf(input, 'tagKeys') ?? []),
    ListTagsForResource: (input, request) => ({ tags: { ...byArn(input, request).tags } }),
    TagLogGroup: (input, request) => add(byName(input, request), tagsOf(input)),
    UntagLogGroup: (input, request) => remove(byName(input, request), stringsOf(input, 'tags') ?? []),
    ListTagsLogGroup: (input, request) => ({ tags: { ...byName(input, request).tags } }),
  };
}
