import { number } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { cluster } from './cluster.ts';
import { clusterEvent, eventOperations } from './clusterEvent.ts';
import { clusterNode } from './clusterNode.ts';
import { clusterSchedulerConfig, computeQuota, policyVersion } from './clusterPolicy.ts';
import { NodeKeeper } from './nodeKeeper.ts';
import { nodeOperations } from './nodeOperations.ts';

const NO_MACHINE = 'a cluster’s nodes are records here, there is no machine behind them';
const NOTHING_TO_BUY = 'there is no capacity to reserve and nothing to pay for';

/** Describe of policies, which takes a version. */
function describeVersions({ of }: FamilyParts): Record<string, JsonHandler> {
  const handler =
    (kind: string): JsonHandler =>
    (input, request) => {
      const operations = of(kind);
      const found = operations.find(input, request);
      const version = policyVersion(found.document, kind, number(input, `${kind}Version`));
      return { ...operations.describe(found, request), ...version };
    };
  const kinds = [clusterSchedulerConfig.name, computeQuota.name];
  return Object.fromEntries(kinds.map((kind) => [`Describe${kind}`, handler(kind)]));
}

/** HyperPod: clusters, their nodes, and who may compute on them. */
export function clusters(): Family {
  const keeper = new NodeKeeper();
  return {
    name: 'Clusters',
    kinds: [cluster(keeper), clusterNode, clusterEvent, clusterSchedulerConfig, computeQuota],
    operations(parts) {
      keeper.attach(parts);
      return {
        ...nodeOperations(parts, keeper),
        ...eventOperations(parts),
        ...describeVersions(parts),
      };
    },
    notHere: {
      AttachClusterNodeNetworkInterface: NO_MACHINE,
      AttachClusterNodeVolume: NO_MACHINE,
      DetachClusterNodeVolume: NO_MACHINE,
      BatchRebootClusterNodes: NO_MACHINE,
      BatchReplaceClusterNodes: NO_MACHINE,
      StartClusterHealthCheck: NO_MACHINE,
    },
  };
}

/** Capacity reserved ahead: nothing that one machine sells. */
export const trainingPlans: Family = {
  name: 'Training plans',
  kinds: [],
  notHere: {
    CreateTrainingPlan: NOTHING_TO_BUY,
    DescribeTrainingPlan: NOTHING_TO_BUY,
    ListTrainingPlans: NOTHING_TO_BUY,
    SearchTrainingPlanOfferings: NOTHING_TO_BUY,
    ExtendTrainingPlan: NOTHING_TO_BUY,
    DescribeTrainingPlanExtensionHistory: NOTHING_TO_BUY,
    DescribeReservedCapacity: NOTHING_TO_BUY,
    ListUltraServersByReservedCapacity: NOTHING_TO_BUY,
  },
};
