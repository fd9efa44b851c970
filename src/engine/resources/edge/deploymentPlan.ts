import { validationError } from '../../http/awsError.ts';
import { number, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { resourceInUse } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';
import { pageOfValues } from '../valuePages.ts';
import { requireFleet } from './deviceFleet.ts';
import { isActive, requireSelection, stagesOf, stageSummary } from './deploymentStage.ts';

type Request = Parameters<JsonHandler>[1];

function counts(record: ResourceRecord, context: KindContext): JsonObject {
  const started = stagesOf(record.name, context).map((stage) => stageSummary(stage, context));
  const pending = started.map(({ DeploymentStatus: status }) =>
    typeof status === 'object' && status !== null && !Array.isArray(status)
      ? (number(status, 'EdgeDeploymentPendingInStage') ?? 0)
      : 0,
  );
  return {
    EdgeDeploymentSuccess: 0,
    EdgeDeploymentPending: pending.reduce((sum, count) => sum + count, 0),
    EdgeDeploymentFailed: 0,
  };
}

/** Plans for bringing packaged models to a fleet's devices, stage by stage. */
export const edgeDeploymentPlan: ResourceKind = {
  name: 'EdgeDeploymentPlan',
  arnType: 'edge-deployment',
  exists: ({ arn }) => validationError(`An edge deployment plan with this name already exists (${arn}).`),
  create(input, context) {
    requireFleet(input, context);
    for (const config of objects(input, 'ModelConfigs')) {
      const job = text(config, 'EdgePackagingJobName') ?? '';
      if (!context.find('EdgePackagingJob', job)) {
        throw validationError(`No edge packaging job with name: ${job}.`);
      }
    }
    const { Stages: _stages, ...members } = input;
    return members;
  },
  delete(record, _input, context) {
    const active = stagesOf(record.name, context).find(isActive);
    if (active) throw resourceInUse(`The stage ${active.name} is under way; stop it first.`);
    return {};
  },
  describe: counts,
  sorts: { DEVICE_FLEET_NAME: '$.DeviceFleetName' },
};

/** Adds stages to a plan after those it has. */
function addStages(parts: FamilyParts, plan: ResourceRecord, input: JsonObject, request: Request): void {
  const stages = parts.of('EdgeDeploymentStage');
  const context = stages.contextOf('', input, request);
  const there = stagesOf(plan.name, context);
  const wanted = objects(input, 'Stages');
  requireNew(wanted, there);
  const last = number(there.at(-1)?.document, 'Order') ?? -1;
  wanted.forEach((stage, index) => {
    const members = {
      EdgeDeploymentPlanName: plan.name,
      DeviceFleetName: plan.document['DeviceFleetName'],
      Order: last + 1 + index,
    };
    stages.create({ ...stage, ...members }, request);
  });
}

/** @throws AwsError for a stage that cannot be added, before any is */
function requireNew(wanted: readonly JsonObject[], there: readonly ResourceRecord[]): void {
  const taken = new Set(there.map(({ document }) => document['StageName']));
  for (const stage of wanted) {
    requireSelection(stage);
    const name = text(stage, 'StageName') ?? '';
    if (taken.has(name)) throw validationError(`The plan has a stage "${name}" already.`);
    taken.add(name);
  }
}

/** Create, Describe and Delete of a plan with its stages, and CreateEdgeDeploymentStage. */
export function planOperations(parts: FamilyParts): Record<string, JsonHandler> {
  const plans = parts.of('EdgeDeploymentPlan');
  return {
    CreateEdgeDeploymentPlan(input, request) {
      requireNew(objects(input, 'Stages'), []);
      const plan = plans.create(input, request);
      addStages(parts, plan, input, request);
      return { EdgeDeploymentPlanArn: plan.arn };
    },
    CreateEdgeDeploymentStage(input, request) {
      addStages(parts, plans.find(input, request), input, request);
      return {};
    },
    DescribeEdgeDeploymentPlan(input, request) {
      const plan = plans.find(input, request);
      const context = plans.contextOf(plan.name, input, request);
      const keyed = stagesOf(plan.name, context).map(
        (stage) => [String(number(stage.document, 'Order')).padStart(6, '0'), stage] as const,
      );
      const { values, next } = pageOfValues(keyed, input);
      return {
        ...plans.describe(plan, request),
        Stages: values.map((stage) => stageSummary(stage, context)),
        ...next,
      };
    },
    DeleteEdgeDeploymentPlan(input, request) {
      const plan = plans.find(input, request);
      plans.remove(input, request);
      for (const stage of stagesOf(plan.name, plans.contextOf(plan.name, input, request))) {
        parts.store.remove(stage);
      }
      return {};
    },
  };
}
