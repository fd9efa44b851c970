import type { Child, Details } from '../catalog/details.ts';
import type { Group, ResourceKind } from '../catalog/kind.ts';
import type { Resource, ResourceReference } from '../catalog/resource.ts';
import type { CommandSpec } from '../manifest/commands.ts';
import type { PinList } from './pinList.ts';
import type { ResourceList } from './resourceList.ts';
import type { ListKey } from './viewMemory.ts';

export interface GroupNode {
  readonly type: 'group';
  readonly label: Group;
  readonly kinds: readonly KindNode[];
}

/** A list of resources of one kind: a row of the tree, or a branch below a resource. */
export interface KindNode {
  readonly type: 'kind';
  /** Unique in the tree. */
  readonly id: string;
  readonly kind: ResourceKind;
  readonly label: string;
  /** Which filter and order are its. */
  readonly key: ListKey;
  /** The resource that it is below, for a branch. */
  readonly parent: ResourceNode | undefined;
  /** A branch whose resources stand below its parent without a row of its own. */
  inline: boolean;
  list: ResourceList;
  readonly pins: PinList;
  /** One object a resource for as long as it is listed: VS Code refreshes a node by its identity. */
  readonly nodes: Map<string, ResourceNode>;
}

export interface ResourceNode {
  readonly type: 'resource';
  readonly parent: KindNode;
  resource: Resource;
  pinned: boolean;
  /** What Describe has said, and when; asked again when the resource changes. */
  details: { readonly answer: Promise<Details>; readonly at: number } | undefined;
  /** Made when it is first opened. */
  branches: readonly KindNode[] | undefined;
}

export interface ChildNode {
  readonly type: 'child';
  readonly parent: ResourceNode;
  readonly child: Child;
  /** What commands act on: the resource that the child refers to, else the one that it belongs to. */
  readonly resource: ResourceReference;
}

/** The row that leads to what is related to a resource. */
export interface LineageNode {
  readonly type: 'lineage';
  readonly parent: ResourceNode;
}

/** A pinned resource that cannot be shown, mostly since it has been deleted. */
export interface LostPinNode {
  readonly type: 'lostPin';
  readonly parent: KindNode;
  readonly resource: ResourceReference;
  readonly error: unknown;
}

/** Something to read: that there is nothing yet. */
export interface MessageNode {
  readonly type: 'message';
  readonly id: string;
  readonly label: string;
}

/** A click runs a command. */
export interface ActionNode {
  readonly type: 'action';
  readonly id: string;
  readonly command: CommandSpec;
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  readonly argument: KindNode | ResourceNode | undefined;
}

/** Why nothing, or only something old, is shown; its actions are below it. */
export interface ErrorNode {
  readonly type: 'error';
  readonly id: string;
  /** Instead of the error's own message, where that stands elsewhere. */
  readonly label?: string;
  readonly error: unknown;
  readonly actions: readonly ActionNode[];
}

export type Node =
  | GroupNode
  | KindNode
  | ResourceNode
  | ChildNode
  | LineageNode
  | LostPinNode
  | MessageNode
  | ActionNode
  | ErrorNode;

/** A row of what Describe or lineage tells below a resource. */
export function childNode(parent: ResourceNode, child: Child): ChildNode {
  return { type: 'child', parent, child, resource: child.reference ?? parent.resource };
}

/** A resource's node id, unique in the tree. */
export const resourceId = ({ parent, resource }: ResourceNode): string => `${parent.id}/${resource.arn}`;
