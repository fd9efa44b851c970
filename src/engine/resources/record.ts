import { type JsonObject } from '../json.ts';

/** One stored resource. */
export interface ResourceRecord {
  /** The kind's name as in AWS's operations: `TrainingJob`, `Model` … */
  readonly kind: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  /** What Describe answers, in wire form (times in epoch seconds), plus members that only the engine needs (see `engine`). */
  readonly document: JsonObject;
}

/** Identifies a resource. */
export type ResourceKey = Pick<ResourceRecord, 'kind' | 'region' | 'name'>;

/** Epoch seconds with milliseconds, as AWS JSON writes times. */
export function epochSeconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
