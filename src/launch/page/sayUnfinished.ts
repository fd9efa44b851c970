import * as vscode from 'vscode';
import { placeKey } from '../../connection/place.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchSeed } from './openLaunch.ts';
import type { UnfinishedLaunch } from './unfinishedLaunches.ts';

/** Says of each launch that its window closed while it was sent, and opens its page again, filled in as it was. */
export async function sayUnfinished(
  { unfinished }: Pick<LaunchParts, 'unfinished'>,
  pages: { forSeed(seed: LaunchSeed): unknown },
  left: readonly UnfinishedLaunch[],
): Promise<void> {
  const open = 'Open Launch Page';
  await Promise.all(
    left.map(async (launch) => {
      const { spec, place } = launch;
      const what = spec.script === '' ? (spec.baseJobName ?? 'A training job') : spec.script;
      const message = `${what} had not been sent to ${place.label} yet when the window closed. Launched again, what has arrived is not sent again.`;
      const chosen = await vscode.window.showInformationMessage(message, open);
      await unfinished.end(launch);
      if (chosen === open) pages.forSeed({ spec, from: placeKey(place) });
    }),
  );
}
