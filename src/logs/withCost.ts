import { setTimeout as sleep } from 'node:timers/promises';
import { addCosts, dollars, partCost } from '../catalog/prices/cost.ts';
import type { Market, Prices } from '../catalog/prices/prices.ts';
import type { Bill, SubjectState } from './follow/subject.ts';

/** Tells what instances cost. */
export type Rates = Pick<Prices, 'rate'>;

/** The end of a log is not held up for longer by a price that does not come. Milliseconds. */
const mostWaiting = 3_000;

/**
 * The state with what its job has cost among the facts, behind the duration: `≈ $0.42`, at the rates on demand. Unchanged
 * where nothing costs anything, and where a rate is not known: a part of the cost would look like all of it.
 */
export async function withCost(state: SubjectState, market: Market, rates: Rates): Promise<SubjectState> {
  const { end } = state;
  if (!end?.bill || !market.billed) return state;
  const waiting = new AbortController();
  const late = sleep(mostWaiting, undefined, { signal: waiting.signal }).catch(() => undefined);
  try {
    const cost = await Promise.race([costOf(end.bill, market, rates), late]);
    if (cost === undefined) return state;
    const facts = [...end.facts];
    const duration = facts.findIndex(([name]) => name === 'Duration');
    facts.splice(duration + 1, 0, ['Cost', `≈ ${dollars(cost)}`]);
    return { ...state, end: { ...end, facts } };
  } finally {
    waiting.abort();
  }
}

/** US dollars. */
async function costOf({ seconds, usages }: Bill, market: Market, rates: Rates): Promise<number | undefined> {
  const costs = await Promise.all(
    usages.map(async (usage) => partCost(usage, await rates.rate(market, usage))),
  );
  const { usd, unknown } = addCosts(costs);
  return unknown || usd === 0 ? undefined : (usd * seconds) / 3600;
}
