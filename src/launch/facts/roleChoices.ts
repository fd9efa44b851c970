import type { IAMClient, Role } from '@aws-sdk/client-iam';
import type { Connection } from '../../connection/connection.ts';
import type { Choice } from '../../messages/launch.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { localRole } from '../localImage.ts';
import { unlessRefused } from './notAllowed.ts';
import { readTrust } from './trustPolicy.ts';

export interface RoleQuestion {
  /** Of `config.yaml`. */
  readonly defaultRole?: string | undefined;
  /** Roles of earlier launches, the last first. */
  readonly recent?: readonly string[];
}

/** IAM lists no more than a thousand at once; an account has five thousand at most. */
const pageSize = 1000;
const mostPages = 6;
/** When a role was last used only asking for it tells. */
const mostAsked = 20;
const atOnce = 5;

/**
 * The roles to offer: the configured one, those of earlier launches, then all that trust SageMaker, last used first. Without
 * permission to list roles only the first two; any other is typed, and every choice says so.
 * @throws what IAM answers, when it is no refusal
 */
export async function roleChoices(
  connection: Pick<Connection, 'iam' | 'billed' | 'accountId'>,
  { defaultRole, recent = [] }: RoleQuestion,
  signal?: AbortSignal,
): Promise<Choice[]> {
  const listed = await unlessRefused('iam:ListRoles', async () =>
    trustedRoles(await connection.iam(), signal),
  );
  const roles = 'value' in listed ? listed.value : [];
  const known = (arn: string) => roles.find(({ role }) => role.Arn === arn);
  const note = 'value' in listed ? undefined : `other roles are not shown: ${listed.notChecked}`;
  const first = [
    ...(defaultRole === undefined ? [] : [{ arn: defaultRole, why: 'from config.yaml' }]),
    ...recent.map((arn) => ({ arn, why: 'used before' })),
    // Nothing on this machine checks what a role may do; AWS's own role would be the same name there.
    ...(connection.billed
      ? []
      : [{ arn: localRole(await connection.accountId()), why: 'stands for any role on this machine' }]),
  ];
  const choices = [
    ...first.map(({ arn, why }) => choice(arn, why, known(arn)?.detail, note)),
    ...roles.map(({ role, detail }) => choice(role.Arn ?? '', detail)),
  ];
  return choices.filter(({ value }, index) => choices.findIndex((other) => other.value === value) === index);
}

function choice(arn: string, ...details: readonly (string | undefined)[]): Choice {
  const detail = details.filter((text) => text !== undefined && text !== '').join(' · ');
  return {
    value: arn,
    label: arn.slice(arn.lastIndexOf('/') + 1),
    detail: detail === '' ? undefined : detail,
  };
}

interface TrustedRole {
  readonly role: Role;
  readonly detail: string | undefined;
}

async function trustedRoles(client: IAMClient, signal: AbortSignal | undefined): Promise<TrustedRole[]> {
  const found = await listRoles(client, signal);
  const trusted = found.flatMap((role) => {
    const { trusted: isTrusted, conditions } = readTrust(role.AssumeRolePolicyDocument);
    return isTrusted ? [{ role, conditions }] : [];
  });
  // The newest are asked for their use: an account with more roles than these has not used most of them for long.
  const newest = [...trusted]
    .sort((a, b) => time(b.role.CreateDate) - time(a.role.CreateDate))
    .slice(0, mostAsked);
  const used = await lastUses(
    client,
    newest.map(({ role }) => role.RoleName ?? ''),
    signal,
  );
  const ordered = [...trusted].sort(
    (a, b) => time(used.get(b.role.RoleName ?? '')) - time(used.get(a.role.RoleName ?? '')),
  );
  return ordered.map(({ role, conditions }) => {
    const at = used.get(role.RoleName ?? '');
    const parts = [
      at && `last used ${at.toISOString().slice(0, 10)}`,
      conditions.length > 0 && `trusts SageMaker on conditions of ${conditions.join(', ')}`,
      role.Description,
    ];
    return { role, detail: parts.filter(Boolean).join(' · ') || undefined };
  });
}

async function listRoles(client: IAMClient, signal: AbortSignal | undefined): Promise<Role[]> {
  const { ListRolesCommand } = await import('@aws-sdk/client-iam');
  const roles: Role[] = [];
  let marker: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const command = new ListRolesCommand({
      MaxItems: pageSize,
      ...(marker !== undefined && { Marker: marker }),
    });
    const answer = await client.send(command, signal ? { abortSignal: signal } : {});
    roles.push(...(answer.Roles ?? []));
    marker = answer.IsTruncated === true ? answer.Marker : undefined;
    if (marker === undefined) break;
  }
  return roles;
}

/** ListRoles leaves `RoleLastUsed` out. Who may list roles may still not get them: they then have no order. */
async function lastUses(
  client: IAMClient,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Date>> {
  const { GetRoleCommand } = await import('@aws-sdk/client-iam');
  const used = new Map<string, Date>();
  await unlessRefused('iam:GetRole', () =>
    inParallel(names, atOnce, async (RoleName) => {
      const { Role: role } = await client.send(
        new GetRoleCommand({ RoleName }),
        signal ? { abortSignal: signal } : {},
      );
      const at = role?.RoleLastUsed?.LastUsedDate;
      if (at) used.set(RoleName, at);
    }),
  );
  return used;
}

function time(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}
