import type {
  CreateTrainingJobRequest,
  SageMakerClient,
  TrainingInstanceType,
} from '@aws-sdk/client-sagemaker';
import type { Connection } from '../connection/connection.ts';
import { explain } from '../platform/explain.ts';
import { UserError } from '../platform/userError.ts';
import { type EndedJob, isCapacityError } from './facts/capacity.ts';
import { createTrainingJobRequest } from './spec/createTrainingJobRequest.ts';
import { sameJson } from './spec/json.ts';
import type { RefusedType } from './spec/launchHistory.ts';
import type { LaunchPlaces } from './spec/launchPlaces.ts';
import type { LaunchSpec } from './spec/launchSpec.ts';

export interface CreatedJob {
  readonly jobName: string;
  readonly jobArn: string;
  /** As it was sent. */
  readonly request: CreateTrainingJobRequest;
  /** Types that were tried before and had no capacity or quota, with what AWS said. */
  readonly refused: readonly RefusedType[];
}

/** What of a request tells the job and its instances. */
export type NamedRequest = Pick<CreateTrainingJobRequest, 'TrainingJobName' | 'ResourceConfig'>;

export interface JobName {
  readonly jobName: string;
  /** The person has set it: when it is taken, no other is tried. */
  readonly nameIsFixed: boolean;
}

/** AWS's limit. */
const longestName = 63;
const mostNames = 9;

/**
 * Creates the job; when its instance type has no capacity or quota, with the spec's fallback types in their order.
 * @throws UserError `already-exists` for a name that the person has set; AWS's own error of the first type when none works.
 */
export async function createJob(
  connection: Pick<Connection, 'sagemaker'>,
  spec: LaunchSpec,
  places: LaunchPlaces,
  name: JobName,
): Promise<CreatedJob> {
  const client = await connection.sagemaker();
  const refused: RefusedType[] = [];
  let first: unknown;
  for (const candidate of [spec, ...fallbacks(spec)]) {
    try {
      return { ...(await createNamed(client, candidate, places, name)), refused };
    } catch (error) {
      if (!isCapacityError(error)) throw error;
      first ??= error;
      const instanceType = candidate.request.ResourceConfig?.InstanceType ?? '';
      refused.push({ instanceType, message: explain(error).message });
    }
  }
  throw refused.length > 1 ? noneLeft(refused, first) : first;
}

/** The spec with each of its fallback types, without the fallbacks before it. */
function fallbacks(spec: LaunchSpec): LaunchSpec[] {
  const { ResourceConfig } = spec.request;
  // Several kinds of instances have no one type that another could take the place of.
  if (ResourceConfig?.InstanceType === undefined) return [];
  const others = spec.fallbackInstanceTypes.filter((type) => type !== ResourceConfig.InstanceType);
  return others.map((type, index) => ({
    ...spec,
    fallbackInstanceTypes: others.slice(index + 1),
    request: {
      ...spec.request,
      ResourceConfig: { ...ResourceConfig, InstanceType: type as TrainingInstanceType },
    },
  }));
}

/** The spec with the fallback type that comes after one; undefined when none is left. */
export function fallbackAfter(spec: LaunchSpec, instanceType: string | undefined): LaunchSpec | undefined {
  const all = [spec, ...fallbacks(spec)];
  const at = all.findIndex(({ request }) => request.ResourceConfig?.InstanceType === instanceType);
  return at < 0 ? undefined : all[at + 1];
}

/**
 * AWS mostly says only later that it has no instances: the job has failed then. This creates the next one, with the fallback
 * type that comes after the job's, under the job's name with a number.
 * @param ended what of the request was sent, and the job's description
 * @returns undefined when the job ended for another reason, or no type is left.
 */
export async function fallBack(
  connection: Pick<Connection, 'sagemaker'>,
  spec: LaunchSpec,
  ended: { readonly request: NamedRequest; readonly job: EndedJob },
  places: LaunchPlaces,
): Promise<CreatedJob | undefined> {
  if (!isCapacityError(ended.job)) return undefined;
  const { TrainingJobName: jobName = '', ResourceConfig } = ended.request;
  const next = fallbackAfter(spec, ResourceConfig?.InstanceType);
  return next && createJob(connection, next, places, { jobName, nameIsFixed: false });
}

async function createNamed(
  client: SageMakerClient,
  spec: LaunchSpec,
  places: LaunchPlaces,
  { jobName, nameIsFixed }: JobName,
): Promise<Omit<CreatedJob, 'refused'>> {
  const { CreateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? jobName : numbered(jobName, count);
    const request = createTrainingJobRequest(spec, places, name);
    try {
      // Not aborted halfway: a job that was created in spite of it would run without anyone knowing.
      const { TrainingJobArn = '' } = await client.send(new CreateTrainingJobCommand(request));
      return { jobName: name, jobArn: TrainingJobArn, request };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ResourceInUse') throw uncertain(error, name);
      const ours = await createdBefore(client, request, error);
      if (ours !== undefined) return { jobName: name, jobArn: ours, request };
      if (nameIsFixed || count === mostNames) throw taken(name, error);
    }
  }
}

/** `train-0102-…-2`, no longer than AWS takes. */
function numbered(jobName: string, count: number): string {
  const end = `-${count}`;
  return jobName.slice(0, longestName - end.length).replace(/-+$/, '') + end;
}

/**
 * The job's ARN when an earlier attempt of the same request has created it and its answer was lost: the SDK then tries again,
 * and hears that the name is taken. Under another name it would run, and cost, twice.
 */
async function createdBefore(
  client: SageMakerClient,
  request: CreateTrainingJobRequest,
  error: Error,
): Promise<string | undefined> {
  const { attempts = 1 } = (error as { $metadata?: { attempts?: number } }).$metadata ?? {};
  if (attempts < 2) return undefined;
  const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: request.TrainingJobName }));
  const same =
    sameJson(job.HyperParameters ?? {}, request.HyperParameters ?? {}) && job.RoleArn === request.RoleArn;
  return same ? job.TrainingJobArn : undefined;
}

function taken(name: string, cause: unknown): UserError {
  return new UserError('already-exists', `There is a training job "${name}" already.`, {
    advice: 'Choose another name, or leave it empty: one is made of the script and the time.',
    cause,
  });
}

function uncertain(error: unknown, name: string): unknown {
  const { reason, message } = explain(error);
  if (reason !== 'not-reachable') return error;
  return new UserError(
    reason,
    `SageMaker did not answer whether it has created the job "${name}": ${message}`,
    {
      advice: 'Look for it in the Resources view before you launch again.',
      cause: error,
    },
  );
}

function noneLeft(refused: readonly RefusedType[], cause: unknown): UserError {
  const said = refused.map(({ instanceType, message }) => `${instanceType}: ${message}`).join(' ');
  return new UserError('invalid-request', `None of the instance types can be had. ${said}`, {
    advice: 'Choose another type or region, or ask AWS for a higher quota.',
    cause,
  });
}
