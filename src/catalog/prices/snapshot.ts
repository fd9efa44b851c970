import { readInstances } from './instances.ts';
import type { Use } from './rate.ts';

/** When, where and for what the rates in `media/data/instances.json` were read; its own note says the same. */
export const snapshotDate = '2026-11';
const snapshotRegions: readonly string[] = ['us-east-1', 'us-west-2'];
const snapshotUse: Use = 'training';

/**
 * The dated rates that come with the extension: US dollars an hour of an instance type on demand. They hold for training in
 * two regions. Another use or region often costs the same and sometimes not, and nothing here says which, so it is unknown.
 */
export class Snapshot {
  readonly #file: string;
  #rates: Promise<ReadonlyMap<string, number>> | undefined;

  /** @param file `media/data/instances.json`. */
  constructor(file: string) {
    this.#file = file;
  }

  /** @returns undefined where the list has no figure for it. */
  async usd(instanceType: string, use: Use, region: string): Promise<number | undefined> {
    if (use !== snapshotUse || !snapshotRegions.includes(region)) return undefined;
    this.#rates ??= this.#read();
    return (await this.#rates).get(instanceType);
  }

  async #read(): Promise<ReadonlyMap<string, number>> {
    const rates = new Map<string, number>();
    for (const { instanceType, onDemandUsdPerHour: usd } of await readInstances(this.#file))
      if (usd !== null) rates.set(instanceType, usd);
    return rates;
  }
}
