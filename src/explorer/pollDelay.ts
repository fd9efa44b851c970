/** How the last look at what is in progress went. */
export type Outcome = 'changed' | 'unchanged' | 'failed';

const shortest = 1000;
const longest = 5000;
const longestAfterFailure = 30_000;

/** Milliseconds until the next look: soon after a change, slower while nothing happens, much slower while it fails. */
export function pollDelay(previous: number, outcome: Outcome): number {
  switch (outcome) {
    case 'changed':
      return shortest;
    case 'unchanged':
      return Math.min(longest, Math.max(shortest, previous * 1.5));
    case 'failed':
      return Math.min(longestAfterFailure, Math.max(shortest, previous * 2));
  }
}
