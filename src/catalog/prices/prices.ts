import type { PricingClient } from '@aws-sdk/client-pricing';
import type { Usage } from '../details.ts';
import { PriceCache } from './priceCache.ts';
import { askPriceList } from './priceList.ts';
import type { Rate, UseRates } from './rate.ts';
import { Snapshot } from './snapshot.ts';

/** What prices need of a connection. */
export interface Market {
  readonly region: string;
  /** False where nothing costs money: on this machine. */
  readonly billed: boolean;
  /** Undefined where there is no Price List API. */
  pricing(): Promise<PricingClient | undefined>;
}

/** Milliseconds until the Price List API is asked again after it refused. */
const restAfterFailure = 10 * 60 * 1000;

/** What an instance costs an hour: live where the Price List API answers, else from the snapshot, else unknown. */
export class Prices {
  readonly #folder: string;
  readonly #snapshot: Snapshot;
  readonly #caches = new Map<string, PriceCache>();
  readonly #asking = new Map<string, Promise<UseRates | undefined>>();
  readonly #onFailure: (error: unknown) => void;
  /** Per connection: another one may be allowed what this one is not. */
  readonly #restUntil = new WeakMap<Market, number>();

  /**
   * @param folder where answers are kept for a day.
   * @param instancesFile `media/data/instances.json`.
   * @param onFailure told when the API refuses or the answers cannot be kept; rates then come from the snapshot.
   */
  constructor(folder: string, instancesFile: string, onFailure: (error: unknown) => void) {
    this.#folder = folder;
    this.#snapshot = new Snapshot(instancesFile);
    this.#onFailure = onFailure;
  }

  /** @returns the rate of one instance. Never throws because a price is not to be had. */
  async rate(market: Market, usage: Usage): Promise<Rate> {
    if (!market.billed) return { kind: 'free' };
    const { instanceType, use } = usage;
    // Serverless inference has no instances; other things without an instance type have a rate that no list tells.
    if (instanceType === undefined) return { kind: use === 'hosting' ? 'by-request' : 'unknown' };
    const live = (await this.#live(market, instanceType))?.[use];
    if (live !== undefined) return { kind: 'known', usd: live, source: 'live' };
    const dated = await this.#snapshot.usd(instanceType, use, market.region);
    return dated === undefined ? { kind: 'unknown' } : { kind: 'known', usd: dated, source: 'snapshot' };
  }

  async #live(market: Market, instanceType: string): Promise<UseRates | undefined> {
    const cache = this.#cache(market.region);
    const known = await cache.get(instanceType);
    if (known) return known;
    const key = `${market.region}/${instanceType}`;
    let asking = this.#asking.get(key);
    if (!asking) {
      asking = this.#ask(market, cache, instanceType).finally(() => this.#asking.delete(key));
      this.#asking.set(key, asking);
    }
    return asking;
  }

  async #ask(market: Market, cache: PriceCache, instanceType: string): Promise<UseRates | undefined> {
    if (Date.now() < (this.#restUntil.get(market) ?? 0)) return undefined;
    try {
      const client = await market.pricing();
      if (!client) return undefined;
      const rates = await askPriceList(client, market.region, instanceType);
      await cache.put(instanceType, rates).catch(this.#onFailure);
      return rates;
    } catch (error) {
      this.#restUntil.set(market, Date.now() + restAfterFailure);
      this.#onFailure(error);
      return undefined;
    }
  }

  #cache(region: string): PriceCache {
    const cache = this.#caches.get(region) ?? new PriceCache(this.#folder, region);
    this.#caches.set(region, cache);
    return cache;
  }
}
