import { number, objects, text, type JsonObject } from '../json.ts';
import { epochSeconds, type ResourceKey, type ResourceRecord } from '../resources/record.ts';
import { type ResourceStore } from '../resources/resourceStore.ts';
import { transition } from '../resources/trainingJob.ts';

/** AWS's own words for `SecondaryStatusTransitions[].StatusMessage`. */
const MESSAGES = {
  Starting: 'Preparing the instances for training',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Uploading: 'Uploading generated training model',
  Stopping: 'Stopping the training job',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: 'Training job runtime exceeded MaxRuntimeInSeconds provided',
} as const;

export type Phase = 'Starting' | 'Downloading' | 'Training' | 'Uploading' | 'Stopping';

/** How a job ended. */
export interface Outcome {
  readonly status: 'Completed' | 'Failed' | 'Stopped';
  /** `SecondaryStatus` where it is not the status itself. */
  readonly secondary?: 'MaxRuntimeExceeded';
  /** For a failed job. */
  readonly failureReason?: string;
}

const TERMINAL = new Set(['Completed', 'Failed', 'Stopped']);

export function hasEnded(record: ResourceRecord): boolean {
  return TERMINAL.has(text(record.document, 'TrainingJobStatus') ?? '');
}

/** The change that brings a document into a phase; nothing when it is there, or is being stopped and this is no way to go. */
export function entered(document: JsonObject, phase: Phase, now: number): JsonObject {
  if (text(document, 'SecondaryStatus') === phase) return {};
  const stopping = text(document, 'TrainingJobStatus') === 'Stopping';
  if (stopping && phase !== 'Stopping' && phase !== 'Uploading') return {};
  return {
    ...transition(document, phase, MESSAGES[phase], now),
    // The instances are had, and paid, from here on; a download that a crash cut short is no second start.
    ...(phase === 'Downloading' && { TrainingStartTime: document['TrainingStartTime'] ?? epochSeconds(now) }),
  };
}

/** The change that ends a document. Whole seconds of use are counted, at least one. */
export function ended(document: JsonObject, outcome: Outcome, now: number): JsonObject {
  const end = epochSeconds(now);
  const start = number(document, 'TrainingStartTime');
  const seconds = start === undefined ? undefined : Math.max(1, Math.round(end - start));
  const secondary = outcome.secondary ?? outcome.status;
  const change = transition(document, secondary, MESSAGES[secondary], now);
  const transitions = objects(change, 'SecondaryStatusTransitions');
  return {
    ...change,
    SecondaryStatusTransitions: transitions.map((item) => ({ EndTime: end, ...item })),
    TrainingJobStatus: outcome.status,
    ...(outcome.failureReason !== undefined && { FailureReason: outcome.failureReason }),
    ...(seconds !== undefined && {
      TrainingEndTime: end,
      TrainingTimeInSeconds: seconds,
      BillableTimeInSeconds: seconds,
    }),
  };
}

/** Writes one job's status to the store. */
export class JobStatus {
  readonly #resources: ResourceStore;
  readonly #key: ResourceKey;

  constructor(resources: ResourceStore, key: ResourceKey) {
    this.#resources = resources;
    this.#key = key;
  }

  enter(phase: Phase): void {
    this.#resources.patch(this.#key, (document) => entered(document, phase, this.#resources.now()));
  }

  /** @param members further members of the document, stored with the end. */
  end(outcome: Outcome, members: JsonObject): void {
    this.#resources.patch(this.#key, (document) => ({
      ...members,
      ...ended(document, outcome, this.#resources.now()),
    }));
  }

  /** Whether a stop has been asked for. */
  stopping(): boolean {
    return text(this.#resources.get(this.#key)?.document, 'TrainingJobStatus') === 'Stopping';
  }
}
