import type { Connection } from '../../connection/connection.ts';
import type { FollowPace } from './followOptions.ts';

/** AWS delivers lines seconds after they were written and limits how often one asks. */
const paces = {
  local: { shortest: 80, longest: 1_500, watched: 5_000, status: 400, streams: 2_000, settle: 400 },
  aws: { shortest: 1_000, longest: 10_000, watched: 30_000, status: 3_000, streams: 10_000, settle: 15_000 },
} as const;

/** How often logs are asked for through a connection. */
export const paceOf = ({ billed }: Connection): FollowPace => (billed ? paces.aws : paces.local);

/**
 * When it is due to look again at which streams there are. All times are milliseconds since the epoch.
 * @param begun when the last look began, `now` when it ended, `count` how many streams are known since
 */
export function nextListing(
  pace: FollowPace,
  { begun, now, count }: { readonly begun: number; readonly now: number; readonly count: number },
): number {
  // Nobody waits for lines for more than a tenth of the time because there are hundreds of hosts to look for.
  const rest = 9 * (now - begun);
  return now + Math.max(rest, count === 0 ? pace.status : pace.streams);
}
