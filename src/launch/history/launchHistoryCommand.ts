import { isFields } from '../spec/json.ts';
import { UserError } from '../../platform/userError.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchPages } from '../page/launchPages.ts';
import type { LaunchRecord } from '../spec/launchHistory.ts';
import { copyLaunch, launchAgain, openJob } from './historyActs.ts';
import { historyEntry, type HistoryEntry } from './historyEntry.ts';
import { pickLaunch, readStatuses } from './historyPick.ts';

const actions = ['list', 'launch', 'open', 'copy', 'forget'] as const;

/** What the command does when nothing is to be asked, for keybindings and tests. */
export interface HistoryOptions {
  readonly action: (typeof actions)[number];
  /** Of the launch, for all but `list`; the newest of that name. */
  readonly jobName?: string;
  /** Of `copy`: a `CopyForm`. */
  readonly form?: string;
}

/**
 * "Launch History…": every launch that this workspace has sent, to be launched again, looked at, copied or forgotten.
 * @param given `HistoryOptions`: nothing is shown then but what the action opens
 * @returns of `list` the launches, the newest first
 * @throws UserError for a launch that is not there
 */
export async function launchHistory(
  parts: LaunchParts,
  pages: LaunchPages,
  given: unknown,
): Promise<readonly HistoryEntry[] | undefined> {
  const options = historyOptions(given);
  if (options?.action === 'list') {
    const statuses = (await readStatuses(parts)) ?? new Map();
    return parts.history.all().map((record) => historyEntry(record, statuses));
  }
  const chosen = options
    ? { record: recordOf(parts, options), act: options.action }
    : await pickLaunch(parts);
  if (!chosen) return undefined;
  const { record, act } = chosen;
  if (act === 'launch') launchAgain(pages, record);
  else if (act === 'open') await openJob(parts, record, options === undefined);
  else if (act === 'copy') await copyLaunch(parts, record, options?.form);
  else await parts.history.forget(record);
  return undefined;
}

/** The options of a call; undefined for what a menu passes. */
function historyOptions(given: unknown): HistoryOptions | undefined {
  if (!isFields(given)) return undefined;
  const { jobName, form } = given;
  const action = actions.find((one) => one === given['action']);
  return (
    action && {
      action,
      ...(typeof jobName === 'string' && { jobName }),
      ...(typeof form === 'string' && { form }),
    }
  );
}

function recordOf({ history }: LaunchParts, { jobName = '' }: HistoryOptions): LaunchRecord {
  const found = history.all().find((record) => record.jobName === jobName);
  if (found) return found;
  throw new UserError('not-found', `The history has no launch "${jobName}".`);
}
