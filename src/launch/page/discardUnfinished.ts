import { placeKey } from '../../connection/place.ts';
import { UserError } from '../../platform/userError.ts';
import type { LaunchParts } from '../launchParts.ts';
import { abortUploadsOf } from '../uploads/tidyUp.ts';
import type { UnfinishedLaunch } from './unfinishedLaunches.ts';

/**
 * Takes back the files that a launch had begun and not ended to send, which S3 bills. Those that have arrived whole stay, as after
 * a launch that failed: their keys say their content, so that a launch from any machine may have found them there meanwhile, and
 * nothing tells S3, or this window, of that.
 * @throws UserError when the window is connected elsewhere; what keeps from connecting, or S3 from hearing it
 */
export async function discardUnfinished(
  { connections, store }: Pick<LaunchParts, 'connections' | 'store'>,
  { id, place }: UnfinishedLaunch,
): Promise<void> {
  const there = place.kind === 'this-machine' ? await connections.connectHere() : await connections.connect();
  if (there.key !== placeKey(place))
    throw new UserError('invalid-input', `What was sent is at ${place.label}, where this window is not.`, {
      advice: 'Switch the connection there, and reload the window: it asks again.',
      help: ['switch-connection'],
    });
  await abortUploadsOf(await there.s3(), there.key, store.pending, id);
}
