import { uriEncode } from '../../http/canonical.ts';
import { text, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { invalidInput, noSuchEntity } from './errors.ts';
import { iamPage } from './pages.ts';
import { checkPolicy } from './policy.ts';
import { type Role, type Roles } from './roles.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** AWS's own policies are taken by their names: there is no list of them here. The account has none of its own. */
function requireManaged(arn: string): void {
  if (/^arn:aws:iam::aws:policy\/[\w+=,.@/-]+$/.test(arn)) return;
  if (!/^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`);
  throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
}

/** The managed and the inline policies of roles. */
export function rolePolicyOperations(roles: Roles): Record<string, RpcHandler> {
  const named = (input: JsonObject): Role => roles.require(text(input, 'RoleName') ?? '');
  const inlineOf = (input: JsonObject): { role: Role; name: string; document: string } => {
    const role = named(input);
    const name = text(input, 'PolicyName') ?? '';
    const document = Object.hasOwn(role.inline, name) ? role.inline[name] : undefined;
    if (document === undefined) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
    return { role, name, document };
  };
  return {
    AttachRolePolicy(input) {
      const role = named(input);
      const arn = text(input, 'PolicyArn') ?? '';
      requireManaged(arn);
      if (!role.attached.includes(arn))
        roles.put({ ...role, attached: [...role.attached, arn].sort(byText) });
      return {};
    },
    DetachRolePolicy(input) {
      const role = named(input);
      const arn = text(input, 'PolicyArn') ?? '';
      if (!role.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
      roles.put({ ...role, attached: role.attached.filter((one) => one !== arn) });
      return {};
    },
    ListAttachedRolePolicies(input) {
      const prefix = text(input, 'PathPrefix') ?? '/';
      const found = named(input).attached.filter((arn) =>
        arn.slice(arn.indexOf(':policy/') + ':policy'.length).startsWith(prefix),
      );
      const { items, members } = iamPage(input, found, (arn) => arn);
      return {
        AttachedPolicies: items.map((arn) => ({
          PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
          PolicyArn: arn,
        })),
        ...members,
      };
    },
    PutRolePolicy(input) {
      const role = named(input);
      const document = text(input, 'PolicyDocument') ?? '';
      checkPolicy(document, 'permissions');
      roles.put({ ...role, inline: { ...role.inline, [text(input, 'PolicyName') ?? '']: document } });
      return {};
    },
    GetRolePolicy(input) {
      const { role, name, document } = inlineOf(input);
      return { RoleName: role.name, PolicyName: name, PolicyDocument: uriEncode(document) };
    },
    ListRolePolicies(input) {
      const names = Object.keys(named(input).inline).sort(byText);
      const { items, members } = iamPage(input, names, (name) => name);
      return { PolicyNames: items, ...members };
    },
    DeleteRolePolicy(input) {
      const { role, name } = inlineOf(input);
      const rest = Object.entries(role.inline).filter(([one]) => one !== name);
      roles.put({ ...role, inline: Object.fromEntries(rest) });
      return {};
    },
  };
}
