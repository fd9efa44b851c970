import { setTimeout as sleep } from 'node:timers/promises';
import { formatDollars } from '../analysis/text/dollars.ts';
import { costOf, type Rates } from '../catalog/prices/cost.ts';
import type { Market } from '../catalog/prices/prices.ts';
import type { Bill, SubjectState } from './follow/subject.ts';

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
    const cost = await Promise.race([billed(end.bill, market, rates), late]);
    if (cost === undefined) return state;
    const facts = [...end.facts];
    const duration = facts.findIndex(([name]) => name === 'Duration');
    facts.splice(duration + 1, 0, ['Cost', `≈ ${formatDollars(cost)}`]);
    return { ...state, end: { ...end, facts } };
  } finally {
    waiting.abort();
  }
}

/** US dollars. */
async function billed({ seconds, usages }: Bill, market: Market, rates: Rates): Promise<number | undefined> {
  const { usd, unknown } = await costOf(usages, market, rates);
  return unknown || usd === 0 ? undefined : (usd * seconds) / 3600;
}
