import { objects, text, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { invalidInput } from './errors.ts';
import { iamPage } from './pages.ts';
import { type Roles, type RoleTag } from './roles.ts';

const MAX_TAGS = 50;

/** `Tags` of the request over those there are; keys are told apart without their case. @throws AwsError */
export function mergedTags(before: readonly RoleTag[], input: JsonObject): RoleTag[] {
  const given = objects(input, 'Tags').map((tag) => ({
    Key: text(tag, 'Key') ?? '',
    Value: text(tag, 'Value') ?? '',
  }));
  const keys = given.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  const tags = [...before.filter(({ Key }) => !keys.includes(Key.toLowerCase())), ...given];
  if (tags.length > MAX_TAGS) throw invalidInput(`A role can have ${MAX_TAGS} tags at most.`);
  return tags.sort((a, b) => (a.Key < b.Key ? -1 : 1));
}

export function roleTagOperations(roles: Roles): Record<string, RpcHandler> {
  return {
    TagRole(input) {
      const role = roles.require(text(input, 'RoleName') ?? '');
      roles.put({ ...role, tags: mergedTags(role.tags, input) });
      return {};
    },
    UntagRole(input) {
      const role = roles.require(text(input, 'RoleName') ?? '');
      const keys = Array.isArray(input['TagKeys']) ? input['TagKeys'] : [];
      roles.put({ ...role, tags: role.tags.filter(({ Key }) => !keys.includes(Key)) });
      return {};
    },
    ListRoleTags(input) {
      const { tags } = roles.require(text(input, 'RoleName') ?? '');
      const { items, members } = iamPage(input, tags, ({ Key }) => Key);
      return { Tags: items, ...members };
    },
  };
}
