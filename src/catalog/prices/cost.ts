import { formatDollars } from '../../analysis/text/dollars.ts';
import { formatDuration } from '../../analysis/text/duration.ts';
import type { Usage } from '../details.ts';
import type { Market, Prices } from './prices.ts';
import type { Rate } from './rate.ts';

/** What something costs by the hour, as far as it is known. */
export interface HourlyCost {
  /** US dollars of the parts whose rate is known. */
  readonly usd: number;
  /** Something in it is billed by the hour at a rate that is not known: the sum is a lower bound. */
  readonly unknown: boolean;
  /** Something in it is billed by request. */
  readonly byRequest: boolean;
  /** Nothing in it costs anything, as on this machine. */
  readonly free: boolean;
  /** A rate in it is from the dated snapshot. */
  readonly dated: boolean;
}

const nothing: HourlyCost = { usd: 0, unknown: false, byRequest: false, free: true, dated: false };

/** What tells rates. */
export type Rates = Pick<Prices, 'rate'>;

/** What all of these instances cost together by the hour. */
export async function costOf(usages: readonly Usage[], market: Market, rates: Rates): Promise<HourlyCost> {
  return addCosts(
    await Promise.all(usages.map(async (usage) => partCost(usage, await rates.rate(market, usage)))),
  );
}

/** The cost of one part: so many instances at a rate. */
export function partCost({ count }: Usage, rate: Rate): HourlyCost {
  if (rate.kind === 'free' || count === 0) return nothing;
  return {
    usd: rate.kind === 'known' ? rate.usd * count : 0,
    unknown: rate.kind === 'unknown',
    byRequest: rate.kind === 'by-request',
    free: false,
    dated: rate.kind === 'known' && rate.source === 'snapshot',
  };
}

/** Of a resource's parts, or of many resources. */
export function addCosts(costs: readonly HourlyCost[]): HourlyCost {
  return {
    usd: costs.reduce((sum, { usd }) => sum + usd, 0),
    unknown: costs.some(({ unknown }) => unknown),
    byRequest: costs.some(({ byRequest }) => byRequest),
    free: costs.every(({ free }) => free),
    dated: costs.some(({ dated }) => dated),
  };
}

/** Of what is billed in a way that nobody has said: not zero. */
export const unknownCost: HourlyCost = { ...nothing, unknown: true, free: false };

/** `$3.03/h`, `≥ $3.03/h`, `rate unknown`, `billed by request`; empty for what costs nothing. */
export function costText({ usd, unknown, byRequest, free }: HourlyCost): string {
  if (free) return '';
  if (usd > 0) return `${unknown ? '≥ ' : ''}${formatDollars(usd)}/h`;
  if (unknown) return 'rate unknown';
  return byRequest ? 'billed by request' : '';
}

/**
 * `≈ $0.42 so far`: what has run at this rate since a moment; undefined where the rate or the moment is not known, as a part
 * of it would look like all of it.
 */
export function soFarText(
  { usd, unknown }: HourlyCost,
  since: Date | undefined,
  now: number,
): string | undefined {
  if (usd === 0 || unknown || since === undefined) return undefined;
  const hours = Math.max(0, now - since.getTime()) / 3_600_000;
  return `≈ ${formatDollars(usd * hours)} so far`;
}

/** `ml.g5.2xlarge × 2`, several joined by commas; nothing for what has no instances. */
export function usageText(usages: readonly Usage[]): string {
  return usages
    .flatMap(({ instanceType, count }) => (instanceType === undefined ? [] : [`${instanceType} × ${count}`]))
    .join(', ');
}

/** What stands behind a running resource's name: `ml.g5.2xlarge × 2 · $3.03/h · 2 h 3 min`. */
export function runningText(
  usages: readonly Usage[],
  cost: HourlyCost,
  since: Date | undefined,
  now: number,
): string {
  const elapsed = since === undefined ? '' : formatDuration(now - since.getTime());
  return [usageText(usages), costText(cost), elapsed].filter((part) => part !== '').join(' · ');
}
