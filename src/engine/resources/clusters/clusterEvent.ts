import { randomUUID } from 'node:crypto';
import { validationError } from '../../http/awsError.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type ResourceKind } from '../kind.ts';
import { listHandler } from '../listing.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { CLUSTER, isContinuous } from './cluster.ts';

/** What happened to a cluster, its groups and its nodes. */
export const clusterEvent: ResourceKind = {
  name: 'ClusterEvent',
  nameMember: 'EventId',
  arnMember: 'EventArn',
  key: (input) => text(input, 'EventId') ?? '',
  filters: {
    ClusterName: 'ClusterName',
    InstanceGroupName: 'InstanceGroupName',
    NodeId: 'InstanceId',
    ResourceType: 'ResourceType',
    EventTimeAfter: '',
    EventTimeBefore: '',
  },
  listed({ createdAt }, input) {
    const [after, before] = ['EventTimeAfter', 'EventTimeBefore'].map((m) => number(input, m));
    const time = epochSeconds(createdAt);
    return (after === undefined || time > after) && (before === undefined || time < before);
  },
  describe: ({ createdAt }) => ({ EventTime: epochSeconds(createdAt) }),
};

/** Keeps an event of a cluster. @param what its further members */
export function recordEvent(parts: FamilyParts, cluster: ResourceRecord, what: JsonObject): void {
  parts.of(clusterEvent.name).create(
    {
      EventId: randomUUID(),
      ClusterArn: cluster.arn,
      ClusterName: cluster.name,
      EventLevel: 'Info',
      ...what,
    },
    requestOf(cluster),
  );
}

/** ListClusterEvents and DescribeClusterEvent, for clusters that provision their nodes continuously. */
export function eventOperations(parts: FamilyParts): Record<string, JsonHandler> {
  const clusters = parts.of(CLUSTER);
  const events = parts.of(clusterEvent.name);
  const list = listHandler(events, parts);
  if (!list) throw new Error('The schemas do not have the list of cluster events.');
  const continuous = (found: ResourceRecord): ResourceRecord => {
    if (isContinuous(found)) return found;
    throw validationError(
      `Events are kept for clusters with NodeProvisioningMode Continuous; ${found.arn} has none.`,
    );
  };
  return {
    ListClusterEvents: (input, request) => {
      const { name } = continuous(clusters.find(input, request));
      return list({ ...input, ClusterName: name }, request);
    },
    DescribeClusterEvent: (input, request) => {
      const { name } = continuous(clusters.find(input, request));
      const found = events.find(input, request);
      if (found.document['ClusterName'] !== name) throw events.kind.notFound(found.name, found.arn);
      return { EventDetails: events.describe(found, request) };
    },
  };
}
