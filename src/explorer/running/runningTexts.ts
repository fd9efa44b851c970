import { costText } from '../../catalog/prices/cost.ts';
import type { RunningNow } from './runningRow.ts';

/** `3 running at 14:05`: nothing is asked while the view is hidden, so it says of when it is. */
export function lookedAt({ rows, at }: RunningNow): string {
  const time = at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return `${rows.length} running at ${time}`;
}

/** What stands behind the view's title: the sum, or that there is none. Empty where nothing runs. */
export function totalText({ rows, total }: RunningNow): string {
  if (rows.length === 0) return '';
  return total.free ? 'costs nothing' : costText(total);
}
