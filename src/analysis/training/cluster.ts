import { listMember, numberMember, textMember } from './json.ts';
import { type PythonDict } from './pythonValues.ts';

export interface InstanceGroup {
  readonly name: string;
  readonly instanceType: string;
  readonly hosts: readonly string[];
}

/** The hosts `algo-1 … algo-N` of a job. */
export interface Cluster {
  readonly hosts: readonly string[];
  readonly groups: readonly InstanceGroup[];
}

/** The hosts of a request's `ResourceConfig`; without instance groups they form the group `homogeneousCluster`. */
export function clusterOf(resourceConfig: unknown): Cluster {
  const given = listMember(resourceConfig, 'InstanceGroups');
  const wanted =
    given.length > 0
      ? given.map((group) => ({
          name: textMember(group, 'InstanceGroupName') ?? '',
          instanceType: textMember(group, 'InstanceType') ?? 'local',
          count: numberMember(group, 'InstanceCount') ?? 1,
        }))
      : [
          {
            name: 'homogeneousCluster',
            instanceType: textMember(resourceConfig, 'InstanceType') ?? 'local',
            count: numberMember(resourceConfig, 'InstanceCount') ?? 1,
          },
        ];
  let next = 1;
  const groups = wanted.map(({ name, instanceType, count }) => ({
    name,
    instanceType,
    hosts: Array.from({ length: count }, () => `algo-${next++}`),
  }));
  return { hosts: groups.flatMap((group) => group.hosts).sort(), groups };
}

/** What `resourceconfig.json` says to one host. The toolkit reads `current_group_name`, its documentation says the other. */
export function resourceConfigFile(cluster: Cluster, host: string): ResourceConfigFile {
  const group = cluster.groups.find(({ hosts }) => hosts.includes(host));
  return {
    current_host: host,
    current_instance_type: group?.instanceType ?? 'local',
    current_group_name: group?.name ?? 'homogeneousCluster',
    current_instance_group: group?.name ?? 'homogeneousCluster',
    hosts: [...cluster.hosts],
    instance_groups: cluster.groups.map(({ name, instanceType, hosts }) => ({
      instance_group_name: name,
      instance_type: instanceType,
      hosts: [...hosts],
    })),
    network_interface_name: 'eth0',
  };
}

interface GroupEntry extends PythonDict {
  readonly instance_group_name: string;
  readonly instance_type: string;
  readonly hosts: string[];
}

/** `resourceconfig.json`, a dictionary for Python. */
export interface ResourceConfigFile extends PythonDict {
  readonly current_host: string;
  readonly current_instance_type: string;
  readonly current_group_name: string;
  readonly current_instance_group: string;
  readonly hosts: string[];
  readonly instance_groups: GroupEntry[];
  readonly network_interface_name: string;
}
