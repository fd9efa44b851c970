import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { KindId, Resource, ResourceReference } from './resource.ts';
import type { StatusView } from './status.ts';

/** What the catalog needs of a connection. */
export interface SageMaker {
  sagemaker(): Promise<SageMakerClient>;
}

export type Group = 'Data' | 'Training' | 'Models' | 'Inference';

/** What can be done with a resource; menus ask for it through `can:<action>` in its node's context value. */
export type Action = 'describe' | 'tail' | 'deploy' | 'invoke' | 'stop' | 'delete' | 'copy';

export interface PageQuery {
  readonly pageSize: number;
  readonly nextToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One page of resources, newest first. */
export interface Page {
  readonly items: readonly Resource[];
  readonly nextToken: string | undefined;
}

/** A label and its value: a line of a tooltip. */
export type Fact = readonly [label: string, value: string];

/** What hangs below a resource in the tree. */
export interface Child {
  /** Unique below its resource. */
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  /** A codicon's name. */
  readonly icon: string;
  readonly color?: string | undefined;
  readonly actions: readonly Action[];
  /** What a click does, and what of the actions. */
  readonly open?: 'tail' | 'describe' | undefined;
  /** The text that "Copy Value" copies. */
  readonly value?: string | undefined;
  /** Another resource that this one refers to, which actions then mean. */
  readonly reference?: ResourceReference | undefined;
}

/** A resource as its Describe operation shows it. */
export interface Details {
  /** The answer of Describe as it came. */
  readonly document: object;
  readonly resource: Resource;
  /** The five that matter. */
  readonly facts: readonly Fact[];
  readonly children: readonly Child[];
}

/** A kind of resource as data: tree, quick picks, details and actions are drawn from it. */
export interface ResourceKind {
  readonly id: KindId;
  readonly singular: string;
  readonly plural: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly group: Group;
  /** Shown open the first time. */
  readonly expanded: boolean;
  list(from: SageMaker, query: PageQuery): Promise<Page>;
  describe(from: SageMaker, name: string, signal?: AbortSignal): Promise<Details>;
  /** How a status looks; undefined for a resource without one. */
  status(resource: Resource): StatusView | undefined;
  actions(resource: Resource): readonly Action[];
  readonly stop?: (from: SageMaker, name: string) => Promise<void>;
  readonly delete: (from: SageMaker, name: string) => Promise<void>;
  /** What a delete takes with it and what it leaves, for the question before it. */
  readonly deleteNote: string;
}
