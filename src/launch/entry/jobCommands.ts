import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import { withProgress } from '../../platform/progress.ts';
import { confirmCost } from '../confirmCost.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchPages } from '../page/launchPages.ts';
import { sendLaunch, showLaunched, uriOf } from '../page/sendLaunch.ts';
import { fitSpec } from '../page/fitSpec.ts';
import { saveTask } from '../tasks/saveTask.ts';
import { seedOf } from '../history/historyActs.ts';
import { copySpecAs } from './copySpecAs.ts';
import { pastJob, pastJobName } from './pastJob.ts';

/** "Clone Job…": a page that begins as the job was, and says what differs. */
export async function cloneJob(parts: LaunchParts, pages: LaunchPages, argument: unknown): Promise<void> {
  const connection = await parts.connections.connect();
  const name = await pastJobName(connection, argument, 'Clone job');
  if (name === undefined) return;
  const { spec, description } = await pastJob(parts, connection, name);
  const launched = parts.history.ofJob(connection.key, name);
  const seed = launched ? seedOf(launched) : { spec, from: connection.key, clonedFrom: description };
  pages.forJob(name, () => Promise.resolve(seed));
}

/**
 * "Train Again": the same job under a new name, without a page.
 * @returns the new job's name; undefined when the person gave up
 */
export async function trainAgain(parts: LaunchParts, argument: unknown): Promise<string | undefined> {
  const connection = await parts.connections.connect();
  const name = await pastJobName(connection, argument, 'Train again');
  if (name === undefined) return undefined;
  const { spec: given } = await pastJob(parts, connection, name);
  const { InstanceType = 'its instances', InstanceCount = 1 } = given.request.ResourceConfig ?? {};
  const question = `Train ${name} again on ${InstanceCount} × ${InstanceType}?`;
  if (!(await confirmCost(connection, question, 'Train'))) return undefined;
  const defaults = await workspaceDefaults(connection, uriOf(given));
  const spec = await fitSpec(given, connection, defaults, connection.key);
  const launched = await withProgress(`Train ${name} again`, (report, signal) =>
    sendLaunch(parts, connection, spec, { report, signal }),
  );
  showLaunched(parts, connection, launched);
  return launched.jobName;
}

/**
 * "Copy as …": what launches a job again, in another language.
 * @param given a `CopyForm`: nothing is asked then
 */
export async function copyJobAs(parts: LaunchParts, argument: unknown, given: unknown): Promise<void> {
  const connection = await parts.connections.connect();
  const name = await pastJobName(connection, argument, 'Copy as');
  if (name === undefined) return;
  const { spec } = await pastJob(parts, connection, name);
  await copySpecAs(parts, { name, spec, from: connection.key }, given);
}

/** "Save Job as Task…". */
export async function saveJobAsTask(parts: LaunchParts, argument: unknown): Promise<void> {
  const connection = await parts.connections.connect();
  const name = await pastJobName(connection, argument, 'Save job as task');
  if (name !== undefined) await saveTask((await pastJob(parts, connection, name)).spec);
}
