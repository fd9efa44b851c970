/** How the last look at what is in progress went. */
export type Outcome = 'changed' | 'unchanged' | 'failed' | 'throttled';

const shortest = 1000;
const longest = 5000;
const shortestWhenThrottled = 10_000;
const longestAfterFailure = 30_000;
const longestWhenThrottled = 300_000;

/**
 * Milliseconds until the next look: soon after a change, slower while nothing happens, much slower while it fails or AWS
 * asks for patience.
 * @param wait what the service itself asks for.
 */
export function pollDelay(previous: number, outcome: Outcome, wait = 0): number {
  switch (outcome) {
    case 'changed':
      return shortest;
    case 'unchanged':
      return Math.min(longest, Math.max(shortest, previous * 1.5));
    case 'failed':
      return Math.min(longestAfterFailure, Math.max(shortest, previous * 2));
    case 'throttled':
      return Math.min(longestWhenThrottled, Math.max(shortestWhenThrottled, previous * 2, wait));
  }
}
