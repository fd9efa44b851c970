import { validationError } from '../../http/awsError.ts';
import { number, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { listHandler } from '../listing.ts';
import { strings } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { CLUSTER, isContinuous, requireSettled } from './cluster.ts';
import { NODE } from './clusterNode.ts';
import { groupName, groupsOf, requireWithinLimit, withCount } from './instanceGroups.ts';
import { type NodeKeeper } from './nodeKeeper.ts';

/** How a node is named in a request: by its instance or by its logical identifier. */
interface Naming {
  readonly document: 'InstanceId' | 'NodeLogicalId';
  readonly asked: 'NodeIds' | 'NodeLogicalIds';
  readonly id: 'NodeId' | 'NodeLogicalId';
  readonly failed: 'Failed' | 'FailedNodeLogicalIds';
  readonly successful: 'Successful' | 'SuccessfulNodeLogicalIds';
}

const NAMINGS: readonly Naming[] = [
  { document: 'InstanceId', asked: 'NodeIds', id: 'NodeId', failed: 'Failed', successful: 'Successful' },
  {
    ...{ document: 'NodeLogicalId', asked: 'NodeLogicalIds', id: 'NodeLogicalId' },
    ...{ failed: 'FailedNodeLogicalIds', successful: 'SuccessfulNodeLogicalIds' },
  },
];

/** The operations over the nodes of clusters. */
export function nodeOperations(parts: FamilyParts, keeper: NodeKeeper): Record<string, JsonHandler> {
  const clusters = parts.of(CLUSTER);
  const nodes = parts.of(NODE);
  const list = listHandler(nodes, parts);
  if (!list) throw new Error('The schemas do not have the list of cluster nodes.');

  const scale = (cluster: ResourceRecord, group: string, by: number): ResourceRecord => {
    const changed = withCount(cluster.document, group, by);
    requireWithinLimit(groupsOf(changed));
    return clusters.change(cluster, changed);
  };

  const add = (cluster: ResourceRecord, asked: JsonObject): { good: JsonObject[]; bad: JsonObject[] } => {
    const name = groupName(asked);
    const count = number(asked, 'IncrementTargetCountBy') ?? 0;
    const group = groupsOf(cluster.document).find((one) => groupName(one) === name);
    const { InstanceTypes, AvailabilityZones } = asked;
    const common = { InstanceGroupName: name, InstanceTypes, AvailabilityZones };
    if (!group) {
      const Message = `There is no instance group "${name}".`;
      return {
        good: [],
        bad: [{ ...common, ErrorCode: 'InstanceGroupNotFound', FailedCount: count, Message }],
      };
    }
    scale(cluster, name, count);
    const added = Array.from({ length: count }, () => keeper.add(cluster, group));
    const good = added.map(({ document }) => ({
      ...common,
      NodeLogicalId: document['NodeLogicalId'],
      Status: document['NodeStatus'],
    }));
    return { good, bad: [] };
  };

  const removeNamed = (cluster: ResourceRecord, input: JsonObject, naming: Naming): JsonObject => {
    const successful: string[] = [];
    const failed: JsonObject[] = [];
    for (const id of strings(input, naming.asked)) {
      const node = keeper.nodes(cluster).find(({ document }) => document[naming.document] === id);
      if (node) {
        scale(clusters.find({ ClusterName: cluster.name }, requestOf(cluster)), groupName(node.document), -1);
        keeper.remove(cluster, node);
        successful.push(id);
      } else {
        const Message = `The cluster ${cluster.name} has no node "${id}".`;
        failed.push({ [naming.id]: id, Code: 'NodeIdNotFound', Message });
      }
    }
    return { [naming.successful]: successful, [naming.failed]: failed };
  };

  return {
    ListClusterNodes: (input, request) => {
      const { name } = clusters.find(input, request);
      return list({ ...input, ClusterName: name }, request);
    },
    DescribeClusterNode: (input, request) => {
      const cluster = clusters.find(input, request);
      const [id, logical] = [text(input, 'NodeId'), text(input, 'NodeLogicalId')];
      if ((id === undefined) === (logical === undefined)) {
        throw validationError('Exactly one of NodeId and NodeLogicalId is needed.');
      }
      const member = id === undefined ? 'NodeLogicalId' : 'InstanceId';
      const wanted = id ?? logical;
      const node = keeper.nodes(cluster).find(({ document }) => document[member] === wanted);
      if (!node) throw resourceNotFound(`The cluster ${cluster.arn} has no node "${wanted ?? ''}".`);
      return { NodeDetails: nodes.describe(node, request) };
    },
    BatchAddClusterNodes: (input, request) => {
      const cluster = clusters.find(input, request);
      if (!isContinuous(cluster)) {
        throw validationError(
          `Nodes are added one by one to clusters with NodeProvisioningMode Continuous only.`,
        );
      }
      const results = objects(input, 'NodesToAdd').map((asked) => add(clusters.find(input, request), asked));
      return {
        Successful: results.flatMap(({ good }) => good),
        Failed: results.flatMap(({ bad }) => bad),
      };
    },
    BatchDeleteClusterNodes: (input, request) => {
      const cluster = clusters.find(input, request);
      requireSettled(cluster);
      const results = NAMINGS.map((naming) => removeNamed(cluster, input, naming));
      return Object.assign({}, ...results) as JsonObject;
    },
    DeleteCluster: (input, request) => {
      const cluster = clusters.find(input, request);
      clusters.remove(input, request);
      for (const node of keeper.nodes(cluster)) keeper.remove(cluster, node);
      return { ClusterArn: cluster.arn };
    },
    UpdateClusterSoftware: (input, request) => {
      const cluster = clusters.find(input, request);
      requireSettled(cluster);
      const wanted = objects(input, 'InstanceGroups').map(groupName);
      const unknown = wanted.find(
        (name) => !groupsOf(cluster.document).some((one) => groupName(one) === name),
      );
      if (unknown !== undefined) throw validationError(`There is no instance group "${unknown}".`);
      clusters.change(cluster, { ClusterStatus: 'SystemUpdating' });
      for (const node of keeper.nodes(cluster)) {
        if (wanted.length > 0 && !wanted.includes(groupName(node.document))) continue;
        nodes.change(node, { NodeStatus: 'SystemUpdating', CurrentImageId: input['ImageId'] });
      }
      return { ClusterArn: cluster.arn };
    },
  };
}
