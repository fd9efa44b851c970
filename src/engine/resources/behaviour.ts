import { type JsonObject } from '../json.ts';
import { type ResourceRecord } from './record.ts';

/**
 * What a kind *does* beyond being stored. All members are called after the change is durable; none may throw for
 * something that is the resource's own failure: that goes into the resource's status and `FailureReason`.
 */
export interface Behaviour {
  /** After Create has been stored: begin the work, do not wait for it. */
  start?(record: ResourceRecord): void;
  /** After Stop was accepted (the status is already `Stopping`). */
  stop?(record: ResourceRecord): void;
  /** After Update was stored. */
  update?(record: ResourceRecord, request: JsonObject): void;
  /** After Delete was accepted; the record is still there and goes when this resolves. */
  onDelete?(record: ResourceRecord): Promise<void>;
  /** At the engine's start, once for each stored record of the kind: take up what a crash or a stop left. */
  recover?(record: ResourceRecord): void;
  /** At the engine's orderly end. */
  close?(): Promise<void>;
}
