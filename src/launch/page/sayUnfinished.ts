import { placeKey } from '../../connection/place.ts';
import { sayInformation } from '../../platform/say.ts';
import { showError } from '../../platform/showError.ts';
import type { LaunchParts } from '../launchParts.ts';
import { discardUnfinished } from './discardUnfinished.ts';
import type { LaunchSeed } from './openLaunch.ts';
import type { UnfinishedLaunch } from './unfinishedLaunches.ts';

/**
 * Says of each launch that its window closed while it was sent. Opens its page again, filled in as it was; or takes back what it
 * had begun to send. What cannot be taken back is asked about again in the next window.
 */
export async function sayUnfinished(
  parts: Pick<LaunchParts, 'unfinished' | 'connections' | 'store' | 'log'>,
  pages: { forSeed(seed: LaunchSeed): unknown },
  left: readonly UnfinishedLaunch[],
): Promise<void> {
  const [open, discard] = ['Open Launch Page', 'Discard'];
  await Promise.all(
    left.map(async (launch) => {
      const { spec, place } = launch;
      const what = spec.script === '' ? (spec.baseJobName ?? 'A training job') : spec.script;
      const message = `${what} had not been sent to ${place.label} yet when the window closed. Launched again, what has arrived is not sent again. Discarded, files that were sent in part are taken back; those that arrived whole stay in S3, where launches of the same content find them.`;
      const chosen = await sayInformation(message, open, discard);
      try {
        if (chosen === discard) await discardUnfinished(parts, launch);
        await parts.unfinished.end(launch);
        if (chosen === open) pages.forSeed({ spec, from: placeKey(place) });
      } catch (error) {
        void showError(parts.log, `Discard the launch of ${what}`, error);
      }
    }),
  );
}
