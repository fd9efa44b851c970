import { setTimeout as delay } from 'node:timers/promises';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import { sageMakerTrust, trainingPolicy, type PolicyDocument } from './trainingPolicy.ts';

/** A role that is to be made, to be shown before it is. */
export interface RolePlan {
  /** One that is free is found when it is made: `<name>-2` … */
  readonly name: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  readonly policy: PolicyDocument;
}

const policyName = 'TrainingJob';
/** IAM's limit, less room for a number behind it. */
const mostNameLength = 60;
const mostNames = 20;
/** Milliseconds. IAM's changes reach other services within seconds; its guide says to wait, and not for how long. */
const propagation = 10_000;
const mostWait = 30_000;

/** What a role for a request would be; nothing is made. */
export async function planRole(
  connection: Pick<Connection, 'partition' | 'region' | 'accountId'>,
  request: CreateTrainingJobRequest,
  baseJobName: string,
): Promise<RolePlan> {
  const { partition, region } = connection;
  const place = { partition, region, accountId: await connection.accountId() };
  return {
    name: `SageMaker-${baseJobName.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, mostNameLength),
    description: `Runs SageMaker training jobs like ${baseJobName}`.slice(0, 1000),
    trust: sageMakerTrust(place),
    policy: trainingPolicy(request, jobsLike(request, baseJobName), place),
  };
}

/** Jobs are named after their base and a time; one that was named by hand is alone. */
function jobsLike({ TrainingJobName: name = '' }: CreateTrainingJobRequest, baseJobName: string): string {
  return name.startsWith(baseJobName) ? baseJobName : `${name}/`;
}

/** What is shown of a plan: JSON with both policies. */
export function rolePlanText({ name, description, trust, policy }: RolePlan): string {
  const shown = {
    RoleName: name,
    Description: description,
    AssumeRolePolicyDocument: trust,
    PolicyDocument: policy,
  };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

/**
 * Makes a role as planned and waits until SageMaker can take it.
 * @returns its ARN
 * @throws what IAM answers; a role that could not be given its policy is removed again
 */
export async function createRole(
  connection: Pick<Connection, 'iam' | 'billed'>,
  plan: RolePlan,
  signal: AbortSignal,
): Promise<string> {
  const client = await connection.iam();
  const { name, arn } = await createNamed(client, plan, signal);
  try {
    const { PutRolePolicyCommand } = await import('@aws-sdk/client-iam');
    const command = new PutRolePolicyCommand({
      RoleName: name,
      PolicyName: policyName,
      PolicyDocument: JSON.stringify(plan.policy),
    });
    await client.send(command, { abortSignal: signal });
    const { waitUntilRoleExists } = await import('@aws-sdk/client-iam');
    await waitUntilRoleExists(
      { client, maxWaitTime: mostWait / 1000, minDelay: 1, maxDelay: 2, abortSignal: signal },
      { RoleName: name },
    );
    if (connection.billed) await delay(propagation, undefined, { signal });
    return arn;
  } catch (error) {
    await removeRole(client, name);
    throw error;
  }
}

async function createNamed(
  client: IAMClient,
  { name, description, trust }: RolePlan,
  signal: AbortSignal,
): Promise<{ name: string; arn: string }> {
  const { CreateRoleCommand } = await import('@aws-sdk/client-iam');
  for (let number = 1; ; number++) {
    const RoleName = number === 1 ? name : `${name}-${number}`;
    const command = new CreateRoleCommand({
      RoleName,
      Description: description,
      AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    try {
      const { Role: role } = await client.send(command, { abortSignal: signal });
      return { name: RoleName, arn: role?.Arn ?? '' };
    } catch (error) {
      const isTaken = error instanceof Error && error.name.startsWith('EntityAlreadyExists');
      if (!isTaken || number >= mostNames) throw error;
    }
  }
}

/** What was begun and given up leaves nothing; what cannot be removed is there without permissions and harms nobody. */
async function removeRole(client: IAMClient, RoleName: string): Promise<void> {
  const { DeleteRoleCommand, DeleteRolePolicyCommand } = await import('@aws-sdk/client-iam');
  await client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: policyName })).catch(() => undefined);
  await client.send(new DeleteRoleCommand({ RoleName })).catch(() => undefined);
}
