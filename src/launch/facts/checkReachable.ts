import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import type { FieldPath, Problem } from '../../messages/launchProblem.ts';
import { bucketProblems } from '../uploads/bucketProblems.ts';
import { parseEcrUri } from './imageData.ts';
import { imageState } from './imageState.ts';
import { type InstanceTable } from './instanceTable.ts';
import { instancesOf } from './instancesInUse.ts';
import { unlessRefused } from './notAllowed.ts';
import { readTrust } from './trustPolicy.ts';

export type CheckConnection = Pick<
  Connection,
  'iam' | 's3' | 'ecr' | 'quotas' | 'sagemaker' | 'pricing' | 'region' | 'billed' | 'accountId' | 'partition'
>;

export interface CheckParts {
  readonly table: InstanceTable;
  /** The bucket that the launch makes itself when it is missing. */
  readonly ownBucket: string;
}

const problemAt = (path: FieldPath, message: string, severity: Problem['severity'] = 'error'): Problem => ({
  field: 'request',
  path,
  message,
  severity,
});

/** What only asking tells: a role that SageMaker may take, buckets, the image and free quota. What may not be asked is a warning. */
export async function checkReachable(
  connection: CheckConnection,
  request: CreateTrainingJobRequest,
  { table, ownBucket }: CheckParts,
  signal: AbortSignal,
): Promise<Problem[]> {
  const found = await Promise.all([
    checkRole(connection, request, signal),
    bucketProblems(connection, request, ownBucket, signal),
    checkImage(connection, request, signal),
    checkQuota(connection, request, table),
  ]);
  signal.throwIfAborted();
  return found.flat();
}

const rolePath = ['RoleArn'];

async function checkRole(
  connection: CheckConnection,
  { RoleArn: arn }: CreateTrainingJobRequest,
  signal: AbortSignal | undefined,
): Promise<Problem[]> {
  const [, account, name] = /^arn:[\w-]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn ?? '') ?? [];
  // What is no ARN of a role the check of the request's form has told already.
  if (name === undefined) return [];
  if (account !== (await connection.accountId()))
    return [
      problemAt(
        rolePath,
        `Not checked: "${name}" is a role of account ${account ?? ''}, not of this one.`,
        'warning',
      ),
    ];
  const { GetRoleCommand } = await import('@aws-sdk/client-iam');
  const asked = await unlessRefused('iam:GetRole', async () => {
    const client = await connection.iam();
    return client
      .send(new GetRoleCommand({ RoleName: name }), signal ? { abortSignal: signal } : {})
      .catch((error: unknown) => {
        if (error instanceof Error && error.name.startsWith('NoSuchEntity')) return undefined;
        throw error;
      });
  });
  if ('notChecked' in asked) return [problemAt(rolePath, `Not checked: ${asked.notChecked}.`, 'warning')];
  // On this machine any name will do: nothing looks at what a role may do.
  if (!asked.value)
    return connection.billed ? [problemAt(rolePath, `There is no role "${name}" in this account.`)] : [];
  const { trusted } = readTrust(asked.value.Role?.AssumeRolePolicyDocument);
  if (trusted) return [];
  const message = `The role "${name}" does not trust sagemaker.amazonaws.com, so SageMaker cannot take it.`;
  return [problemAt(rolePath, message, connection.billed ? 'error' : 'warning')];
}

const imagePath = ['AlgorithmSpecification', 'TrainingImage'];

async function checkImage(
  connection: CheckConnection,
  { AlgorithmSpecification: algorithm }: CreateTrainingJobRequest,
  signal: AbortSignal | undefined,
): Promise<Problem[]> {
  const uri = algorithm?.TrainingImage;
  const image = uri === undefined ? undefined : parseEcrUri(uri);
  if (uri === undefined || !image) return [];
  if (image.region !== connection.region) {
    const message = `The image is in ${image.region}; SageMaker pulls images of the job’s own region, ${connection.region}.`;
    return connection.billed ? [problemAt(imagePath, message, 'warning')] : [];
  }
  const state = await imageState(connection, uri, signal);
  if (state.kind === 'there') return [];
  if (state.kind === 'missing') return [problemAt(imagePath, `The image is not there: ${state.message}`)];
  return connection.billed ? [problemAt(imagePath, `Not checked: ${state.why}.`, 'warning')] : [];
}

/**
 * More than the quota holds is refused for sure. What is used now may be free in a moment, so that only warns: AWS itself
 * has the last word.
 */
async function checkQuota(
  connection: CheckConnection,
  request: CreateTrainingJobRequest,
  table: InstanceTable,
): Promise<Problem[]> {
  const wanted = new Map<string, number>();
  for (const [quota, count] of instancesOf(request)) wanted.set(quota, (wanted.get(quota) ?? 0) + count);
  if (wanted.size === 0) return [];
  const path = request.ResourceConfig?.InstanceGroups?.length
    ? ['ResourceConfig', 'InstanceGroups']
    : ['ResourceConfig', 'InstanceType'];
  const [limits, used] = await Promise.all([table.quotas(connection), table.used(connection)]);
  if (!limits)
    return [
      problemAt(path, 'Not checked: the quota of this type (servicequotas:ListServiceQuotas).', 'warning'),
    ];
  return [...wanted].flatMap(([quota, count]) => {
    const limit = limits.get(quota);
    if (limit === undefined) return [];
    const now = used?.byQuota.get(quota) ?? 0;
    if (count > limit)
      return [
        problemAt(
          path,
          `The quota "${quota}" is ${limit}; this job takes ${count}. Ask AWS for more in Service Quotas.`,
        ),
      ];
    if (now + count <= limit) return [];
    return [
      problemAt(
        path,
        `The quota "${quota}" is ${limit}, of which ${now} run now; this job takes ${count}.`,
        'warning',
      ),
    ];
  });
}
