import * as vscode from 'vscode';
import { placeKey } from '../../connection/place.ts';
import { commands } from '../../manifest/commands.ts';
import { UserError } from '../../platform/userError.ts';
import { copySpecAs } from '../entry/copySpecAs.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchPages } from '../page/launchPages.ts';
import type { LaunchSeed } from '../page/openLaunch.ts';
import type { LaunchRecord } from '../spec/launchHistory.ts';
import { forAnotherLaunch } from '../spec/newSpec.ts';
import { confirm } from '../../platform/say.ts';

/** A page that begins as a launch was sent, and says what differs; the launch may have been somewhere else. */
export function seedOf({ spec, place }: LaunchRecord): LaunchSeed {
  return { spec, from: placeKey(place), clonedFrom: forAnotherLaunch(spec) };
}

export function launchAgain(pages: LaunchPages, record: LaunchRecord): void {
  pages.forJob(record.jobName, () => Promise.resolve(seedOf(record)));
}

/**
 * Opens the details of a launch's job, where it is.
 * @param mayAsk whether the person may be asked to switch the window's connection
 * @throws UserError for a job somewhere else when nobody may be asked
 */
export async function openJob(
  { connections }: Pick<LaunchParts, 'connections'>,
  { jobName, jobArn, place }: LaunchRecord,
  mayAsk: boolean,
): Promise<void> {
  const here = connections.place;
  if (placeKey(here) !== placeKey(place)) {
    const message = `${jobName} is at ${place.label}, and this window is connected to ${here.label}.`;
    if (!mayAsk)
      throw new UserError('invalid-input', message, {
        advice: 'Switch the connection first.',
        help: ['switch-connection'],
      });
    const yes = 'Switch and Open';
    if (!(await confirm(message, yes))) return;
    await connections.switchTo(place);
  }
  const job = { kind: 'trainingJob', name: jobName, arn: jobArn };
  await vscode.commands.executeCommand(commands.resourceOpenDetails.id, job);
}

/**
 * Copies what launches it again through the window's connection.
 * @param form a `CopyForm`: nothing is asked then
 */
export async function copyLaunch(parts: LaunchParts, record: LaunchRecord, form: unknown): Promise<void> {
  const { jobName, spec, place } = record;
  await copySpecAs(parts, { name: jobName, spec, from: placeKey(place) }, form);
}
