import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Details } from './details.ts';
import type { KindId, Resource, ResourceReference } from './resource.ts';
import type { StatusView } from './status.ts';

/** What the catalog needs of a connection. */
export interface SageMaker {
  sagemaker(): Promise<SageMakerClient>;
}

export const groupNames = [
  'Data',
  'Training',
  'Models',
  'Inference',
  'Pipelines',
  'Governance',
  'Environments',
] as const;
export type Group = (typeof groupNames)[number];

/** What can be done with a resource; menus ask for it through `can:<action>` in its node's context value. */
export type Action =
  | 'describe'
  | 'tail'
  | 'deploy'
  | 'invoke'
  /** It can be launched again, as it was or changed. */
  | 'clone'
  | 'start'
  | 'stop'
  | 'delete'
  | 'copy'
  /** Its tags can be changed. */
  | 'tag'
  /** `kind.url` gives a page to open in the browser. */
  | 'browse'
  | 'approve'
  | 'reject'
  /** An endpoint's variants can be given other weights or instance counts. */
  | 'weigh'
  /** A pipeline can be started with parameters. */
  | 'execute'
  /** `value` is an S3 URI. */
  | 'openS3';

export type SortBy = 'CreationTime' | 'LastModifiedTime' | 'Name' | 'Status';
export type SortOrder = 'Ascending' | 'Descending';

export interface PageQuery {
  readonly pageSize: number;
  readonly nextToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Only those of this resource: the executions of a pipeline. */
  readonly within?: ResourceReference | undefined;
  /** Asked of SageMaker only where the kind's `query` says that it can. */
  readonly nameContains?: string | undefined;
  readonly status?: string | undefined;
  /** Newest first when not given. */
  readonly sortBy?: SortBy | undefined;
  readonly sortOrder?: SortOrder | undefined;
}

/** What a kind's List operation can look for by itself; all else is looked for in the pages that are loaded. */
export interface QueryAbilities {
  readonly name: boolean;
  /** The words that it can filter by; empty when it cannot. */
  readonly statuses: readonly string[];
  /** Empty when its order cannot be chosen. */
  readonly sortBy: readonly SortBy[];
}

/** One page of resources. */
export interface Page {
  readonly items: readonly Resource[];
  readonly nextToken: string | undefined;
}

/** An act on one resource, done when the promise is. */
export type Act = (from: SageMaker, resource: ResourceReference) => Promise<void>;

/** A kind of resource as data: tree, quick picks, details and actions are drawn from it. */
export interface ResourceKind {
  readonly id: KindId;
  readonly singular: string;
  readonly plural: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly group: Group;
  /** Shown open the first time. */
  readonly expanded?: boolean;
  /** It has no row of its own in the tree: its resources stand below one of another kind, whose `branches` name it. */
  readonly nested?: boolean;
  /** Said once where AWS takes no new customers for it: a sentence. */
  readonly closed?: string;
  /** Kinds whose resources are listed below one of this kind, with the label of that list where it is not their plural. */
  readonly branches?: readonly { readonly kind: KindId; readonly label?: string }[];
  readonly query: QueryAbilities;
  /** The statuses in which a resource runs or costs; given where some do. */
  readonly runningStatuses?: readonly string[];
  list(from: SageMaker, query: PageQuery): Promise<Page>;
  /** Deleted between list and describe: throws what SageMaker answers. */
  describe(from: SageMaker, resource: ResourceReference, signal?: AbortSignal): Promise<Details>;
  /** How a status looks; undefined for a resource without one. */
  status(resource: Resource): StatusView | undefined;
  actions(resource: Resource): readonly Action[];
  readonly start?: Act;
  readonly stop?: Act;
  /** What a stop keeps and costs, for the question before it. */
  readonly stopNote?: string;
  readonly delete?: Act;
  /** What a delete takes with it and what it leaves, for the question before it. */
  readonly deleteNote?: string;
  /** A presigned page of it, to open in the browser at once. */
  readonly url?: (from: SageMaker, resource: ResourceReference) => Promise<string>;
  /** Its place in the AWS console, behind `…/sagemaker/home?region=R#`; undefined where the console has no page for it. */
  readonly consolePath?: (resource: ResourceReference) => string;
}
