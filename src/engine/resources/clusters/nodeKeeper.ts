import { number, text, type JsonObject } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { type FamilyParts } from '../catalogue.ts';
import { generatedHex, generatedId } from '../generatedId.ts';
import { extract } from '../listFilters.ts';
import { type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { recordEvent } from './clusterEvent.ts';
import { fromGroup, NODE } from './clusterNode.ts';
import { groupName, groupsOf, typeOf } from './instanceGroups.ts';

/** More than any cluster has. */
const MOST_NODES = 100_000;

/** Lets the nodes of clusters come and go with what their groups count. */
export class NodeKeeper implements Behaviour {
  #parts: FamilyParts | undefined;

  /** To be called once, before anything is served. */
  attach(parts: FamilyParts): void {
    this.#parts = parts;
  }

  start(cluster: ResourceRecord): void {
    recordEvent(this.#there(), cluster, {
      ResourceType: 'Cluster',
      Description: `Creation of the cluster ${cluster.name} began.`,
    });
    this.#reconcile(cluster);
  }

  update(cluster: ResourceRecord): void {
    this.#reconcile(cluster);
  }

  /** A crash may have come between a cluster's change and its nodes'. */
  recover(cluster: ResourceRecord): void {
    this.#reconcile(cluster);
  }

  /** A cluster's nodes, those that shut down left out; oldest first. */
  nodes(cluster: ResourceRecord): ResourceRecord[] {
    const { records } = this.#there().store.list({
      kind: NODE,
      region: cluster.region,
      where: [`${extract('ClusterName')} = ?`, `${extract('NodeStatus')} <> 'ShuttingDown'`],
      values: [cluster.name],
      sort: { sql: 'created_at' },
      descending: false,
      limit: MOST_NODES,
    });
    return [...records];
  }

  add(cluster: ResourceRecord, group: JsonObject): ResourceRecord {
    const parts = this.#there();
    const id = `i-${generatedHex(17)}`;
    const node = parts.of(NODE).create(
      {
        ...fromGroup(group),
        ClusterName: cluster.name,
        InstanceId: id,
        NodeLogicalId: `${groupName(group)}-${generatedId(8)}`,
        InstanceType: typeOf(group),
        ImageVersionStatus: 'UpToDate',
      },
      requestOf(cluster),
    );
    this.#instanceEvent(node, cluster, 'was added');
    return node;
  }

  remove(cluster: ResourceRecord, node: ResourceRecord): void {
    this.#instanceEvent(node, cluster, 'is shutting down');
    this.#there().of(NODE).remove({ InstanceId: node.name }, requestOf(cluster));
  }

  #reconcile(cluster: ResourceRecord): void {
    const groups = groupsOf(cluster.document);
    const nodes = this.nodes(cluster);
    const orphans = nodes.filter(
      (node) => !groups.some((group) => groupName(group) === groupName(node.document)),
    );
    for (const node of orphans) this.remove(cluster, node);
    for (const group of groups) {
      const there = nodes.filter((node) => groupName(node.document) === groupName(group));
      const target = number(group, 'TargetCount') ?? 0;
      if (there.length !== target) this.#scale(cluster, group, there, target);
    }
  }

  #scale(cluster: ResourceRecord, group: JsonObject, there: readonly ResourceRecord[], target: number): void {
    recordEvent(this.#there(), cluster, {
      ResourceType: 'InstanceGroup',
      InstanceGroupName: groupName(group),
      Description: `The instance group ${groupName(group)} goes from ${there.length} to ${target} nodes.`,
      EventDetails: {
        EventMetadata: { InstanceGroupScaling: { InstanceCount: there.length, TargetCount: target } },
      },
    });
    for (let index = there.length; index < target; index += 1) this.add(cluster, group);
    for (const node of there.slice(target)) this.remove(cluster, node);
  }

  #instanceEvent(node: ResourceRecord, cluster: ResourceRecord, what: string): void {
    recordEvent(this.#there(), cluster, {
      ResourceType: 'Instance',
      InstanceGroupName: groupName(node.document),
      InstanceId: node.name,
      Description: `The instance ${node.name} ${what}.`,
      EventDetails: {
        EventMetadata: { Instance: { NodeLogicalId: text(node.document, 'NodeLogicalId') } },
      },
    });
  }

  #there(): FamilyParts {
    if (!this.#parts) throw new Error('The keeper of nodes was not attached.');
    return this.#parts;
  }
}
