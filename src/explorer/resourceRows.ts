import type { Child } from '../catalog/details.ts';
import { errorState } from './emptyStates.ts';
import { lineageNode } from './lineageNodes.ts';
import { childNode, type KindNode, type Node, resourceId, type ResourceNode } from './nodes.ts';

/** What Describe says hangs below a resource, and what could not be asked. */
export interface DescribedChildren {
  readonly children: readonly Child[];
  readonly problems: readonly unknown[];
}

/** What stands below a resource: why it failed first, then its branches, what Describe tells, and what is related to it. */
export function resourceRows(
  node: ResourceNode,
  branches: readonly KindNode[],
  { children, problems }: DescribedChildren,
): Node[] {
  const failure = children.filter(({ id }) => id === 'failure');
  const rest = children.filter(({ id }) => id !== 'failure');
  return [
    ...failure.map((child) => childNode(node, child)),
    ...branches,
    ...rest.map((child) => childNode(node, child)),
    // Of what cannot be described nothing is known.
    ...(problems.length === 0 ? [lineageNode(node)] : []),
    ...problems.map((error, index) => errorState(`${resourceId(node)}/${index}`, error, node)),
  ];
}
