import { uriEncode } from '../../http/canonical.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { alreadyExists, deleteConflict } from './errors.ts';
import { iamPage } from './pages.ts';
import { checkPolicy } from './policy.ts';
import { iamId, type Role, type Roles } from './roles.ts';
import { mergedTags } from './roleTags.ts';

const HOUR_SECONDS = 3600;

/** A role as answers have it; lists leave some of it out. */
function shown(role: Role, whole: boolean): JsonObject {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: uriEncode(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(whole && {
      ...(role.permissionsBoundary !== undefined && {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: role.permissionsBoundary,
        },
      }),
      ...(role.tags.length > 0 && { Tags: [...role.tags] }),
      RoleLastUsed: {},
    }),
  };
}

/** Create, get, list, update and delete roles. */
export function roleOperations(roles: Roles): Record<string, RpcHandler> {
  const named = (input: JsonObject): Role => roles.require(text(input, 'RoleName') ?? '');
  return {
    CreateRole(input, { accountId }) {
      const name = text(input, 'RoleName') ?? '';
      const trust = text(input, 'AssumeRolePolicyDocument') ?? '';
      checkPolicy(trust, 'trust');
      if (roles.get(name)) throw alreadyExists(`Role with name ${name} already exists.`);
      const path = text(input, 'Path') ?? '/';
      const description = text(input, 'Description');
      const boundary = text(input, 'PermissionsBoundary');
      const role: Role = {
        name,
        path,
        id: iamId('AROA'),
        arn: `arn:aws:iam::${accountId}:role${path}${name}`,
        created: Math.floor(Date.now() / 1000),
        trust,
        ...(description !== undefined && { description }),
        ...(boundary !== undefined && { permissionsBoundary: boundary }),
        maxSessionDuration: number(input, 'MaxSessionDuration') ?? HOUR_SECONDS,
        tags: mergedTags([], input),
        attached: [],
        inline: {},
      };
      roles.put(role);
      const { RoleLastUsed: _used, ...answer } = shown(role, true);
      return { Role: answer };
    },
    GetRole: (input) => ({ Role: shown(named(input), true) }),
    ListRoles(input) {
      const prefix = text(input, 'PathPrefix') ?? '/';
      const found = roles.list().filter(({ path }) => path.startsWith(prefix));
      const { items, members } = iamPage(input, found, ({ name }) => name.toLowerCase());
      return { Roles: items.map((role) => shown(role, false)), ...members };
    },
    UpdateRole(input) {
      const role = named(input);
      const description = text(input, 'Description');
      roles.put({
        ...role,
        ...(description !== undefined && { description }),
        maxSessionDuration: number(input, 'MaxSessionDuration') ?? role.maxSessionDuration,
      });
      return {};
    },
    UpdateAssumeRolePolicy(input) {
      const role = named(input);
      const trust = text(input, 'PolicyDocument') ?? '';
      checkPolicy(trust, 'trust');
      roles.put({ ...role, trust });
      return {};
    },
    DeleteRole(input) {
      const role = named(input);
      if (Object.keys(role.inline).length > 0)
        throw deleteConflict('Cannot delete entity, must delete policies first.');
      if (role.attached.length > 0)
        throw deleteConflict('Cannot delete entity, must detach all policies first.');
      roles.remove(role);
      return {};
    },
  };
}
