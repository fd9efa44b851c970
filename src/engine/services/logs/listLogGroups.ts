import { isJsonObject, type JsonObject, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup } from '../../store/logCatalog.ts';
import { groupArn } from './names.ts';
import { pageOf } from './paging.ts';
import { stringsOf } from './tags.ts';

/** `^/aws/lambda|discovery`: names that begin with the one or hold the other; case counts. */
function takesName(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const parts = pattern.split('|');
  return (name) =>
    parts.some((part) => (part.startsWith('^') ? name.startsWith(part.slice(1)) : name.includes(part)));
}

/** Tags with one of the values that are wanted; a key without values wants the tag alone. */
function takesTags(input: JsonObject): (group: LogGroup) => boolean {
  const given = input['logGroupTags'];
  const filters = Array.isArray(given) ? given.filter(isJsonObject) : [];
  return ({ tags }) =>
    filters.every((filter) => {
      const tag = tags[text(filter, 'key') ?? ''];
      const values = stringsOf(filter, 'values') ?? [];
      return tag !== undefined && (values.length === 0 || values.includes(tag));
    });
}

/** ListLogGroups: this account's groups, by their names. None has data sources or field indexes here. */
export function listLogGroups(logs: FileLogStore, accountId: string): JsonHandler {
  return (input, request) => {
    const wantedClass = text(input, 'logGroupClass');
    const [takes, isTagged] = [takesName(text(input, 'logGroupNamePattern')), takesTags(input)];
    const accounts = stringsOf(input, 'accountIdentifiers') ?? [];
    const wantsOthers = ['dataSources', 'fieldIndexNames'].some(
      (member) => Array.isArray(input[member]) && input[member].length > 0,
    );
    const isHere = !wantsOthers && (accounts.length === 0 || accounts.includes(accountId));
    const found = logs
      .groups(request.scope.region)
      .filter((group) => isHere && takes(group.name) && isTagged(group))
      .filter(({ logGroupClass }) => wantedClass === undefined || logGroupClass === wantedClass);
    const { page, nextToken } = pageOf(found, ({ name }) => name, input);
    return {
      logGroups: page.map((group) => ({
        logGroupName: group.name,
        logGroupArn: groupArn(group, accountId),
        logGroupClass: group.logGroupClass,
      })),
      nextToken,
    };
  };
}
