import { randomBytes } from 'node:crypto';
import { AwsError, validationError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';

/** What can be scaled: the instances of an endpoint's variant. */
const DIMENSIONS = ['sagemaker:variant:DesiredInstanceCount'];

export interface ScalableTarget {
  readonly resourceId: string;
  readonly dimension: string;
  readonly min: number;
  readonly max: number;
  readonly roleArn: string;
  readonly suspended: JsonObject;
  readonly arn: string;
  /** Epoch seconds. */
  readonly created: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** `Tags` of a request: texts by name. */
export function tagsOf(input: JsonObject): Record<string, string> {
  const given = Object.entries(object(input, 'Tags') ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

export function targetKey({
  resourceId,
  dimension,
}: Pick<ScalableTarget, 'resourceId' | 'dimension'>): string {
  return `${resourceId}|${dimension}`;
}

/** The target that a request names. @throws AwsError for one that SageMaker does not have */
export function targetOf(input: JsonObject): Pick<ScalableTarget, 'resourceId' | 'dimension'> {
  requireSageMaker(input);
  const dimension = text(input, 'ScalableDimension') ?? '';
  if (!DIMENSIONS.includes(dimension)) {
    throw validationError(
      `Unsupported service namespace, resource type or scalable dimension: sagemaker, ${dimension}. ` +
        `The local engine has ${DIMENSIONS.join(', ')}.`,
    );
  }
  return { resourceId: text(input, 'ResourceId') ?? '', dimension };
}

/** @throws AwsError for the services of AWS that are not on this machine */
export function requireSageMaker(input: JsonObject): void {
  const namespace = text(input, 'ServiceNamespace');
  if (namespace === 'sagemaker') return;
  throw validationError(`The local engine scales nothing of the service namespace ${namespace ?? ''}.`);
}

/** @throws AwsError unless the variant is one of an endpoint that is there */
export function requireVariant(resourceId: string, region: string, resources: ResourceStore): void {
  const [, endpoint, variant] = /^endpoint\/([^/]+)\/variant\/([^/]+)$/.exec(resourceId) ?? [];
  if (endpoint === undefined || variant === undefined) {
    throw validationError(`Resource id ${resourceId} is not of the form endpoint/<name>/variant/<name>.`);
  }
  const record = resources.get({ kind: 'Endpoint', region, name: endpoint });
  if (!record) throw validationError(`Could not find endpoint "${endpoint}".`);
  const config = resources.get({
    kind: 'EndpointConfig',
    region,
    name: text(record.document, 'EndpointConfigName') ?? '',
  });
  // A configuration may go while its endpoint serves on: then the endpoint says what its variants are.
  const variants = [record, config].flatMap((found) => objects(found?.document, 'ProductionVariants'));
  if (!variants.some((found) => text(found, 'VariantName') === variant)) {
    throw validationError(`Could not find variant "${variant}" of endpoint "${endpoint}".`);
  }
}

/** The target after RegisterScalableTarget: new, or with what the request changes. @throws AwsError */
export function registered(
  before: ScalableTarget | undefined,
  input: JsonObject,
  request: EngineRequest,
): ScalableTarget {
  const min = number(input, 'MinCapacity') ?? before?.min;
  const max = number(input, 'MaxCapacity') ?? before?.max;
  if (min === undefined || max === undefined) {
    throw validationError('MinCapacity and MaxCapacity must be specified to register a new scalable target.');
  }
  if (min < 0 || max < min) {
    throw validationError('Maximum capacity cannot be less than minimum capacity, nor the minimum below 0.');
  }
  const { accountId, scope } = request;
  const id = `0ec5${randomBytes(14).toString('hex')}`;
  const given = tagsOf(input);
  if (before && Object.keys(given).length > 0) {
    throw validationError('Tags are for new scalable targets; use TagResource for one that is registered.');
  }
  return {
    ...targetOf(input),
    min,
    max,
    roleArn:
      before?.roleArn ??
      `arn:aws:iam::${accountId}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/` +
        'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
    suspended: { ...before?.suspended, ...object(input, 'SuspendedState') },
    arn: before?.arn ?? `arn:aws:application-autoscaling:${scope.region}:${accountId}:scalable-target/${id}`,
    created: before?.created ?? Date.now() / 1000,
    tags: before?.tags ?? given,
  };
}

export function shownTarget(target: ScalableTarget): JsonObject {
  return {
    ServiceNamespace: 'sagemaker',
    ResourceId: target.resourceId,
    ScalableDimension: target.dimension,
    MinCapacity: target.min,
    MaxCapacity: target.max,
    RoleARN: target.roleArn,
    CreationTime: target.created,
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
      ...target.suspended,
    },
    ScalableTargetARN: target.arn,
  };
}

export function objectNotFound(message: string): AwsError {
  return new AwsError('ObjectNotFoundException', message);
}
