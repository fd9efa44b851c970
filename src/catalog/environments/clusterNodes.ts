import type { ClusterEventSummary, ClusterNodeSummary } from '@aws-sdk/client-sagemaker';
import type { Child } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { statusChild } from '../parts.ts';
import { call } from '../sdk.ts';
import { age } from '../text.ts';

/** How many of the newest events are shown. */
const mostEvents = 20;

/**
 * A cluster's nodes, and the newest of what happened to it.
 * @param continuous its nodes are provisioned continuously: SageMaker keeps events for such clusters only
 */
export async function nodeChildren(
  from: SageMaker,
  ClusterName: string,
  continuous: boolean,
  signal?: AbortSignal,
): Promise<readonly Child[]> {
  const [nodes, events] = await Promise.all([
    call(from, 'ListClusterNodes', { ClusterName, MaxResults: mostChildren }, signal),
    continuous
      ? call(
          from,
          'ListClusterEvents',
          { ClusterName, MaxResults: mostEvents, SortBy: 'EventTime', SortOrder: 'Descending' },
          signal,
        )
      : undefined,
  ]);
  return [
    ...bounded((nodes.ClusterNodeSummaries ?? []).map(nodeChild), nodes.NextToken, 'nodes'),
    ...(events?.Events ?? []).map(eventChild),
  ];
}

function nodeChild(node: ClusterNodeSummary): Child {
  const { InstanceId: id = '', InstanceStatus: state } = node;
  const failed = state?.Status === 'Failure';
  return {
    ...statusChild({
      id: `node/${id}`,
      label: id,
      status: state?.Status,
      notes: [node.InstanceGroupName, node.InstanceType],
      failure: failed ? state.Message : undefined,
    }),
    actions: ['copy'],
    value: id,
  };
}

function eventChild(event: ClusterEventSummary): Child {
  const { EventId: id = '', EventTime: at, InstanceId: node, InstanceGroupName: group } = event;
  const text = event.Description ?? event.ResourceType ?? '';
  return {
    id: `event/${id}`,
    label: text,
    description: [node ?? group, at && age(at, Date.now())].filter((part) => part !== undefined).join(' · '),
    tooltip: text,
    icon: 'history',
    actions: ['copy'],
    value: text,
  };
}
