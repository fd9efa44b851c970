import { explain } from '../../platform/explain.ts';
import { UserError } from '../../platform/userError.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchDraft, ReadyLaunch } from '../spec/launchDraft.ts';
import type { ActSteps } from './acting.ts';
import type { SentLaunch } from './keepLaunch.ts';
import type { OpenDraft } from './openLaunch.ts';
import { saveSource, sendLaunch } from './sendLaunch.ts';

/** Someone who goes on writing while it is sent cannot keep it from ever being sent, nor it from ending. */
const mostReadings = 5;

/**
 * What will be sent: what is open is saved, and the files are read as they are now.
 * @throws UserError with the first of its problems that bars it
 */
export async function settled(draft: LaunchDraft): Promise<ReadyLaunch> {
  await saveSource(draft.spec);
  draft.readAgain();
  const ready = await draft.ready();
  const wrong = ready.problems.find(({ severity }) => severity === 'error');
  if (wrong) throw new UserError('invalid-input', wrong.message);
  return ready;
}

/**
 * Sends a draft as its page shows it. Files that change while that goes on are read again: the page shows where they go now,
 * and that is sent.
 * @throws what `launch` throws; UserError `signed-out` when the connection's credentials ran out meanwhile
 */
export async function sendDraft(
  parts: LaunchParts,
  { draft, connection }: OpenDraft,
  given: ReadyLaunch,
  steps: ActSteps,
): Promise<SentLaunch> {
  let ready = given;
  for (let reading = 1; ; reading++) {
    const { spec, request: shown, jobName } = ready;
    try {
      return await sendLaunch(parts, connection, spec, { ...steps, shown, jobName });
    } catch (error) {
      if (explain(error).reason !== 'changed-meanwhile' || reading === mostReadings)
        throw interrupted(parts, error, steps.signal);
      steps.report('reading what was saved meanwhile');
      ready = await settled(draft);
    }
  }
}

/** A connection that ends because its credentials ran out takes requests with it that only hear of its end. */
function interrupted({ connections }: LaunchParts, error: unknown, signal: AbortSignal): unknown {
  const { state } = connections;
  if (signal.aborted || explain(error).reason !== 'cancelled' || state.kind !== 'signed-out') return error;
  const why = explain(state.error);
  return new UserError('signed-out', `Sending was interrupted: ${why.message}`, {
    advice: 'Sign in, then launch again: what has arrived is not sent again.',
    help: why.help,
    cause: error,
  });
}
