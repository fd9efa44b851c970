import { object, type JsonObject } from '../json.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { type DeploymentPlan } from './plan.ts';

/** What an endpoint's document keeps for the engine alone, in its member `engine`. */
export interface HostedState {
  /** The deployment that serves, or is to serve first. */
  readonly current?: DeploymentPlan;
  /** The deployment that an update is bringing up. */
  readonly next?: DeploymentPlan;
}

/** The change of an endpoint's document that stores `state`. */
export function withState(state: HostedState): JsonObject {
  return { engine: { ...state } };
}

export function stateOf(record: ResourceRecord): HostedState {
  // Written by `withState` alone.
  return object(record.document, 'engine') ?? {};
}
