import { object, text, type JsonObject } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { epochSeconds } from '../record.ts';

export const NODE = 'ClusterNode';

/** A cluster's node: a record that comes and goes with the count of its instance group. */
export const clusterNode: ResourceKind = {
  name: NODE,
  nameMember: 'InstanceId',
  arnMember: 'ClusterNodeArn',
  statusMember: 'NodeStatus',
  initialStatus: 'Pending',
  listOrder: 'Ascending',
  settles: {
    Pending: { to: 'Running', afterMs: 2000 },
    SystemUpdating: {
      to: 'Running',
      afterMs: 2000,
      change: (_record, now) => ({ LastSoftwareUpdateTime: epochSeconds(now) }),
    },
  },
  delete: () => ({ NodeStatus: 'ShuttingDown' }),
  deletingMs: 1000,
  describe: ({ document, createdAt }) => ({
    InstanceStatus: { Status: document['NodeStatus'], Message: '' },
    LaunchTime: epochSeconds(createdAt),
  }),
  filters: { ClusterName: 'ClusterName', IncludeNodeLogicalIds: '' },
};

/** What a node has of its group. */
export function fromGroup(group: JsonObject): JsonObject {
  const members = ['LifeCycleConfig', 'OverrideVpcConfig', 'ThreadsPerCore', 'InstanceStorageConfigs'];
  const shared = Object.fromEntries(members.map((member) => [member, group[member]]));
  const labels = object(group, 'KubernetesConfig');
  return {
    ...shared,
    InstanceGroupName: text(group, 'InstanceGroupName'),
    CapacityType: object(group, 'CapacityRequirements')?.['Spot'] === undefined ? 'OnDemand' : 'Spot',
    ...(labels
      ? {
          KubernetesConfig: {
            CurrentLabels: labels['Labels'],
            DesiredLabels: labels['Labels'],
            CurrentTaints: labels['Taints'],
            DesiredTaints: labels['Taints'],
          },
        }
      : {}),
  };
}
