import { randomUUID } from 'node:crypto';
import { readPlace } from '../../connection/keptPlace.ts';
import type { Place } from '../../connection/place.ts';
import { fieldsOf } from '../spec/json.ts';
import { type HistoryStore, isSpec, withoutCredentials } from '../spec/launchHistory.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { unfinishedKey } from './unfinishedIds.ts';

/** A launch that was being sent, and of which nobody has said how that ended. */
export interface UnfinishedLaunch {
  readonly id: string;
  readonly spec: LaunchSpec;
  readonly place: Place;
}

/** What is being sent, kept while it is: a window that closes meanwhile cannot say so, the next one can. */
export class UnfinishedLaunches {
  readonly #store: HistoryStore;

  constructor(store: HistoryStore) {
    this.#store = store;
  }

  /** Those of earlier windows, when this one has begun none yet. */
  all(): readonly UnfinishedLaunch[] {
    const kept: unknown = this.#store.get(unfinishedKey);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((one: unknown) => {
      const { id, spec, place: where } = fieldsOf(one);
      const place = readPlace(where);
      return typeof id === 'string' && isSpec(spec) && place ? [{ id, spec, place }] : [];
    });
  }

  async begin(spec: LaunchSpec, place: Place): Promise<UnfinishedLaunch> {
    const launch = { id: randomUUID(), spec: withoutCredentials(spec), place };
    await this.#store.update(unfinishedKey, [...this.all(), launch]);
    return launch;
  }

  /** It was sent, failed or cancelled, and the person knows. */
  async end({ id }: Pick<UnfinishedLaunch, 'id'>): Promise<void> {
    await this.#store.update(
      unfinishedKey,
      this.all().filter((one) => one.id !== id),
    );
  }
}
