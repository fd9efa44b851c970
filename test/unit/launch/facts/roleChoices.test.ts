import { GetRoleCommand, type IAMClient, ListRolesCommand, type Role } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { roleChoices } from '../../../../src/launch/facts/roleChoices.ts';

const trust = JSON.stringify({
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});
const role = (RoleName: string, used?: string): Role => ({
  RoleName,
  Arn: `arn:aws:iam::123456789012:role/${RoleName}`,
  Path: '/',
  RoleId: RoleName,
  CreateDate: new Date('2025-01-01'),
  AssumeRolePolicyDocument: encodeURIComponent(trust),
  ...(used !== undefined && { RoleLastUsed: { LastUsedDate: new Date(used) } }),
});
const roles = [role('never'), role('long-ago', '2025-03-01'), role('lately', '2026-11-01')];

/** IAM with these roles on pages of one, which its lists show without their last use. */
function connection(getRole: (name: string) => Role) {
  const send = async (command: unknown) => {
    if (command instanceof GetRoleCommand) return { Role: getRole(command.input.RoleName ?? '') };
    const at = command instanceof ListRolesCommand ? Number(command.input.Marker ?? 0) : 0;
    const { RoleLastUsed: _left, ...shown } = roles[at]!;
    return { Roles: [shown], IsTruncated: at + 1 < roles.length, Marker: String(at + 1) };
  };
  const iam = { send } as unknown as IAMClient;
  return { iam: async () => iam, billed: true, accountId: async () => '123456789012' };
}

it('come last used first, from all pages', async () => {
  const all = await roleChoices(
    connection((name) => roles.find(({ RoleName }) => RoleName === name)!),
    {},
  );
  expect(all.map(({ label, detail }) => [label, detail])).toEqual([
    ['lately', 'last used 2026-11-01'],
    ['long-ago', 'last used 2025-03-01'],
    ['never', undefined],
  ]);
});

it('come all the same where their use may not be asked', async () => {
  const refusal = Object.assign(new Error('no'), { name: 'AccessDenied' });
  const all = await roleChoices(
    connection(() => {
      throw refusal;
    }),
    {},
  );
  expect(all.map(({ label }) => label)).toEqual(['never', 'long-ago', 'lately']);
});
