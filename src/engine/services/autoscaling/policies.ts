import { randomUUID } from 'node:crypto';
import { validationError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { type ScalableTarget, targetKey } from './targets.ts';

export interface ScalingPolicy {
  readonly name: string;
  readonly arn: string;
  readonly resourceId: string;
  readonly dimension: string;
  readonly type: string;
  /** `<Type>PolicyConfiguration` by its member's name. */
  readonly configuration: JsonObject;
  /** Epoch seconds. */
  readonly created: number;
}

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  TargetTrackingScaling: 'TargetTrackingScalingPolicyConfiguration',
  StepScaling: 'StepScalingPolicyConfiguration',
};

export function policyKey(policy: Pick<ScalingPolicy, 'resourceId' | 'dimension' | 'name'>): string {
  return `${targetKey(policy)}|${policy.name}`;
}

function checkTracking(configuration: JsonObject): void {
  const [predefined, customized] = ['PredefinedMetricSpecification', 'CustomizedMetricSpecification'].map(
    (member) => configuration[member] !== undefined,
  );
  if (predefined === customized) {
    throw validationError(
      'Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified.',
    );
  }
}

/** The policy after PutScalingPolicy: new, or with another configuration. @throws AwsError for one that does not fit its type */
export function putPolicy(
  before: ScalingPolicy | undefined,
  target: ScalableTarget,
  input: JsonObject,
  request: EngineRequest,
): ScalingPolicy {
  const type = text(input, 'PolicyType') ?? before?.type ?? 'StepScaling';
  if (before && before.type !== type) {
    throw validationError(`The policy is of type ${before.type}; a policy's type cannot be changed.`);
  }
  const member = CONFIGURATIONS[type];
  if (member === undefined) {
    throw validationError(`Policies of type ${type} are not for SageMaker's endpoints.`);
  }
  const configuration = object(input, member);
  if (!configuration) throw validationError(`${member} must be specified for a policy of type ${type}.`);
  if (type === 'TargetTrackingScaling') checkTracking(configuration);
  const { resourceId, dimension } = target;
  const name = text(input, 'PolicyName') ?? '';
  const { accountId, scope } = request;
  return {
    name,
    arn:
      before?.arn ??
      `arn:aws:autoscaling:${scope.region}:${accountId}:scalingPolicy:${randomUUID()}:resource/sagemaker/` +
        `${resourceId}:policyName/${name}`,
    resourceId,
    dimension,
    type,
    configuration: { [member]: configuration },
    created: before?.created ?? Date.now() / 1000,
  };
}

export function shownPolicy(policy: ScalingPolicy): JsonObject {
  return {
    PolicyARN: policy.arn,
    PolicyName: policy.name,
    ServiceNamespace: 'sagemaker',
    ResourceId: policy.resourceId,
    ScalableDimension: policy.dimension,
    PolicyType: policy.type,
    ...policy.configuration,
    Alarms: [],
    CreationTime: policy.created,
  };
}
