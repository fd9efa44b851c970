import { type JsonHandler } from '../protocols/awsJson.ts';
import { type ResourceKind } from './kind.ts';
import { type KindOperations, type OperationParts } from './operations.ts';

/** What a family's further operations are made from. */
export interface FamilyParts extends OperationParts {
  /** The generic operations of a kind, of this or another family. */
  readonly of: (kind: string) => KindOperations;
}

/** Kinds of resource that belong together, and the operations of theirs that are not of the generic shape. */
export interface Family {
  /** As `npm run engine:coverage` calls it: `Model registry`. */
  readonly name: string;
  readonly kinds: readonly ResourceKind[];
  readonly operations?: (parts: FamilyParts) => Record<string, JsonHandler>;
  /** Operations that AWS has and that can mean nothing on one machine, with the reason. */
  readonly notHere?: Readonly<Record<string, string>>;
}
