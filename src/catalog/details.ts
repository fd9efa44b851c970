import type { Action } from './kind.ts';
import type { Resource, ResourceReference } from './resource.ts';
import type { SageMaker } from './kind.ts';

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
  readonly open?: 'tail' | 'describe' | 'openS3' | undefined;
  /** The text that "Copy Value" copies; with the action `openS3` an S3 URI. */
  readonly value?: string | undefined;
  /** With the action `tail`: which part of its resource's log it has. */
  readonly log?: LogPart | undefined;
  /** Another resource that this one refers to, which actions then mean. */
  readonly reference?: ResourceReference | undefined;
}

/** A part of a resource's log: what one variant of an endpoint writes. */
export interface LogPart {
  readonly variant?: string;
}

/** Instances that are billed by the hour while a resource runs. */
export interface Usage {
  /** `ml.g5.2xlarge`; undefined for what is billed otherwise, as serverless inference is by request. */
  readonly instanceType: string | undefined;
  readonly count: number;
  /** As the Price List API and `media/data/instances.json` name uses. */
  readonly use: 'training' | 'processing' | 'transform' | 'hosting' | 'notebook' | 'studio' | 'cluster';
}

/** A resource as its Describe operation shows it. */
export interface Details {
  /** The answer of Describe as it came. */
  readonly document: object;
  readonly resource: Resource;
  /** The five that matter. */
  readonly facts: readonly Fact[];
  readonly children: readonly Child[];
  /** Further children that take requests of their own, such as a pipeline execution's steps; asked for when it is opened. */
  readonly more?: (from: SageMaker, signal?: AbortSignal) => Promise<readonly Child[]>;
  /** What is billed while it runs; empty when nothing is. Absent where the kind never bills. */
  readonly usage?: readonly Usage[];
}
