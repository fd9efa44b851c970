import type { Problem } from '../../messages/launchProblem.ts';

/** What is wrong with a channel that says nothing of where its data is. */
export function noLocation(channel: string): Problem {
  const message = `Channel "${channel}" has no data yet: choose a file or folder, or give an S3 URI.`;
  return { field: 'channel', path: [channel], message, severity: 'error' };
}
