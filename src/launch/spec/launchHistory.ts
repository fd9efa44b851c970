import { readPlace } from '../../connection/keptPlace.ts';
import { type Place, placeKey } from '../../connection/place.ts';
import { isCredential } from './furtherRules.ts';
import { fieldsOf } from './json.ts';
import type { LaunchSpec } from './launchSpec.ts';

/** Where the history is kept: VS Code's `Memento` is one. */
export interface HistoryStore {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

/** An instance type that could not be had, and what AWS said. */
export interface RefusedType {
  readonly instanceType: string;
  readonly message: string;
}

/** One launch that was sent. */
export interface LaunchRecord {
  readonly spec: LaunchSpec;
  readonly jobName: string;
  readonly jobArn: string;
  /** Where it was sent. */
  readonly place: Place;
  /** ISO 8601. */
  readonly time: string;
  /** What the job was really created with: the spec's type, or the fallback that took its place. */
  readonly instanceType?: string;
  /** Types that were tried before it, and what was said of each. */
  readonly refused?: readonly RefusedType[];
  /** The job in whose place this one was created: it had found no capacity. */
  readonly insteadOf?: string;
}

const storeKey = 'launch.history';
const mostRecords = 200;
/** Characters of all records; what is older goes first. */
const mostText = 2_000_000;

/**
 * Every launch that was sent, the newest first. Specs are kept as AWS shows them to whoever may describe the job, but for
 * AWS's own credentials in them, which are left out.
 */
export class LaunchHistory {
  readonly #store: HistoryStore;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: HistoryStore) {
    this.#store = store;
  }

  /** All that are kept; those that another version has written and this one cannot read are left out. */
  all(): readonly LaunchRecord[] {
    const kept: unknown = this.#store.get(storeKey);
    return Array.isArray(kept) ? kept.filter(isRecord) : [];
  }

  /** Those that went through a connection, by its key. */
  at(connectionKey: string): readonly LaunchRecord[] {
    return this.all().filter(({ place }) => placeKey(place) === connectionKey);
  }

  /** The launch that made a job; undefined for jobs that were not launched from here. */
  ofJob(connectionKey: string, jobName: string): LaunchRecord | undefined {
    return this.at(connectionKey).find((record) => record.jobName === jobName);
  }

  /** Keeps a launch; two at once are both kept. */
  async add(record: LaunchRecord): Promise<void> {
    const given = { ...record, spec: withoutCredentials(record.spec) };
    await this.#change((kept) => {
      let text = 0;
      return [given, ...kept]
        .slice(0, mostRecords)
        .filter((one) => (text += JSON.stringify(one).length) <= mostText);
    });
  }

  /** Leaves a launch out from now on; its job stays as it is. */
  async forget({ place, jobName, time }: Pick<LaunchRecord, 'place' | 'jobName' | 'time'>): Promise<void> {
    await this.#change((kept) =>
      kept.filter(
        (one) => one.jobName !== jobName || one.time !== time || placeKey(one.place) !== placeKey(place),
      ),
    );
  }

  async #change(to: (kept: readonly LaunchRecord[]) => readonly LaunchRecord[]): Promise<void> {
    const written = this.#writing.then(() => this.#store.update(storeKey, to(this.all())));
    // The next one writes whether or not this one could; who asked for this one hears why not.
    this.#writing = written.catch(() => undefined);
    await written;
  }
}

/** The spec without values that are AWS's own credentials. */
export function withoutCredentials(spec: LaunchSpec): LaunchSpec {
  const { Environment, ...request } = spec.request;
  return {
    ...spec,
    hyperparameters: kept(spec.hyperparameters),
    ...(spec.hyperparameterTexts && { hyperparameterTexts: kept(spec.hyperparameterTexts) }),
    request: { ...request, ...(Environment !== undefined && { Environment: kept(Environment) }) },
  };
}

function kept<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  const isKept = ([name, value]: [string, T]): boolean =>
    typeof value !== 'string' || !isCredential(name, value);
  return Object.fromEntries(Object.entries(values).filter(isKept));
}

function isRecord(value: unknown): value is LaunchRecord {
  const { spec, jobName, time, place } = fieldsOf(value);
  return [jobName, time].every(isText) && readPlace(place) !== undefined && isSpec(spec);
}

/** Whether what was kept is a spec, as far as launches and pages rely on it. */
export function isSpec(value: unknown): value is LaunchSpec {
  const { sourceFolder, script, channels, request } = fieldsOf(value);
  return [sourceFolder, script].every(isText) && Array.isArray(channels) && request !== undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string';
