import {
  DeleteScalingPolicy$,
  DeregisterScalableTarget$,
  DescribeScalableTargets$,
  DescribeScalingActivities$,
  DescribeScalingPolicies$,
  ListTagsForResource$,
  PutScalingPolicy$,
  RegisterScalableTarget$,
  TagResource$,
  UntagResource$,
} from '@aws-sdk/client-application-auto-scaling';
import { AwsError, validationError } from '../../http/awsError.ts';
import { type EngineRequest, type Service } from '../../http/message.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { awsJsonService, type JsonHandler } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';
import { type Database } from '../../store/database.ts';
import { Documents } from '../../store/documents.ts';
import { tokenPage } from '../tokenPage.ts';
import { policyKey, putPolicy, type ScalingPolicy, shownPolicy } from './policies.ts';
import {
  objectNotFound,
  registered,
  requireSageMaker,
  requireVariant,
  type ScalableTarget,
  shownTarget,
  tagsOf,
  targetKey,
  targetOf,
} from './targets.ts';

const badToken = (): AwsError =>
  new AwsError('InvalidNextTokenException', 'The NextToken is not one of this operation.');

function wanted(input: JsonObject, member: string): (value: string) => boolean {
  const values = input[member];
  return Array.isArray(values) && values.length > 0 ? (value) => values.includes(value) : () => true;
}

/** Targets and their policies, durable. */
class Scaling {
  readonly targets: Documents<ScalableTarget>;
  readonly policies: Documents<ScalingPolicy>;

  constructor(db: Database) {
    this.targets = new Documents<ScalableTarget>(db, 'scalable-target');
    this.policies = new Documents<ScalingPolicy>(db, 'scaling-policy');
  }

  /** @throws AwsError `ObjectNotFoundException` */
  target(input: JsonObject, region: string): ScalableTarget {
    const named = targetOf(input);
    const found = this.targets.get(region, targetKey(named));
    if (found) return found;
    throw objectNotFound(
      `No scalable target found for service namespace: sagemaker, resource ID: ${named.resourceId}, ` +
        `scalable dimension: ${named.dimension}`,
    );
  }

  policiesOf(target: Pick<ScalableTarget, 'resourceId' | 'dimension'>, region: string): ScalingPolicy[] {
    const all = this.policies.list(region).map(({ document }) => document);
    return all.filter((policy) => targetKey(policy) === targetKey(target));
  }
}

function targetOperations(scaling: Scaling, resources: ResourceStore): Record<string, JsonHandler> {
  return {
    RegisterScalableTarget(input, request) {
      const { region } = request.scope;
      const named = targetOf(input);
      requireVariant(named.resourceId, region, resources);
      const target = registered(scaling.targets.get(region, targetKey(named)), input, request);
      scaling.targets.put(region, targetKey(target), target);
      return { ScalableTargetARN: target.arn };
    },
    DescribeScalableTargets(input, { scope }) {
      requireSageMaker(input);
      const dimension = text(input, 'ScalableDimension');
      const isNamed = wanted(input, 'ResourceIds');
      const all = scaling.targets
        .list(scope.region)
        .map(({ document }) => document)
        .filter((target) => isNamed(target.resourceId))
        .filter((target) => dimension === undefined || target.dimension === dimension);
      const { items, next } = tokenPage(all, targetKey, { ...page(input), badToken });
      return { ScalableTargets: items.map(shownTarget), ...next };
    },
    DeregisterScalableTarget(input, { scope }) {
      const target = scaling.target(input, scope.region);
      for (const policy of scaling.policiesOf(target, scope.region))
        scaling.policies.remove(scope.region, policyKey(policy));
      scaling.targets.remove(scope.region, targetKey(target));
      return {};
    },
    DescribeScalingActivities(input) {
      // Policies are kept, not carried out: nothing has ever scaled.
      requireSageMaker(input);
      return { ScalingActivities: [] };
    },
  };
}

function policyOperations(scaling: Scaling): Record<string, JsonHandler> {
  return {
    PutScalingPolicy(input, request) {
      const { region } = request.scope;
      const target = scaling.target(input, region);
      const key = policyKey({ ...target, name: text(input, 'PolicyName') ?? '' });
      const policy = putPolicy(scaling.policies.get(region, key), target, input, request);
      scaling.policies.put(region, key, policy);
      return { PolicyARN: policy.arn, Alarms: [] };
    },
    DescribeScalingPolicies(input, { scope }) {
      requireSageMaker(input);
      const [resource, dimension] = [text(input, 'ResourceId'), text(input, 'ScalableDimension')];
      const isNamed = wanted(input, 'PolicyNames');
      const all = scaling.policies
        .list(scope.region)
        .map(({ document }) => document)
        .filter((policy) => isNamed(policy.name) || isNamed(policy.arn))
        .filter((policy) => resource === undefined || policy.resourceId === resource)
        .filter((policy) => dimension === undefined || policy.dimension === dimension);
      const { items, next } = tokenPage(all, policyKey, { ...page(input), badToken });
      return { ScalingPolicies: items.map(shownPolicy), ...next };
    },
    DeleteScalingPolicy(input, { scope }) {
      const name = text(input, 'PolicyName') ?? '';
      const { resourceId, dimension } = targetOf(input);
      if (!scaling.policies.remove(scope.region, policyKey({ resourceId, dimension, name }))) {
        throw objectNotFound(`No scaling policy found for resource ID: ${resourceId}, policy name: ${name}`);
      }
      return {};
    },
  };
}

function tagOperations(scaling: Scaling): Record<string, JsonHandler> {
  const named = (input: JsonObject, { scope }: EngineRequest): ScalableTarget => {
    const arn = text(input, 'ResourceARN') ?? '';
    const found = scaling.targets.list(scope.region).find(({ document }) => document.arn === arn)?.document;
    if (!found) throw new AwsError('ResourceNotFoundException', `There is no scalable target ${arn}.`);
    return found;
  };
  const store = (
    target: ScalableTarget,
    tags: ScalableTarget['tags'],
    { scope }: EngineRequest,
  ): JsonObject => {
    if (Object.keys(tags).length > 50) throw validationError('A scalable target can have 50 tags at most.');
    scaling.targets.put(scope.region, targetKey(target), { ...target, tags });
    return {};
  };
  return {
    TagResource(input, request) {
      const target = named(input, request);
      return store(target, { ...target.tags, ...tagsOf(input) }, request);
    },
    UntagResource(input, request) {
      const target = named(input, request);
      const isNamed = wanted(input, 'TagKeys');
      const kept = Object.entries(target.tags).filter(([name]) => !isNamed(name));
      return store(target, Object.fromEntries(kept), request);
    },
    ListTagsForResource: (input, request) => ({ Tags: { ...named(input, request).tags } }),
  };
}

function page(input: JsonObject): { token: string | undefined; size: number } {
  return { token: text(input, 'NextToken'), size: number(input, 'MaxResults') ?? 50 };
}

/** Application Auto Scaling for the variants of endpoints: kept and told, not carried out. */
export function createAutoScalingService(db: Database, resources: ResourceStore): Service {
  const scaling = new Scaling(db);
  return awsJsonService({
    signingNames: ['application-autoscaling'],
    targetPrefix: 'AnyScaleFrontendService',
    schemas: {
      ...{ RegisterScalableTarget$, DescribeScalableTargets$, DeregisterScalableTarget$ },
      ...{ PutScalingPolicy$, DescribeScalingPolicies$, DeleteScalingPolicy$, DescribeScalingActivities$ },
      ...{ TagResource$, UntagResource$, ListTagsForResource$ },
    },
    constraints: constraintsOf('application-autoscaling'),
    handlers: {
      ...targetOperations(scaling, resources),
      ...policyOperations(scaling),
      ...tagOperations(scaling),
    },
  });
}
