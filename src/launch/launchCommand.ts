import { withProgress } from '../platform/progress.ts';
import { workspaceDefaults } from '../connection/defaults/workspaceDefaults.ts';
import { launchOptions, type LaunchOptions } from './launchOptions.ts';
import type { LaunchParts } from './launchParts.ts';
import { optionsSpec } from './optionsSpec.ts';
import { firstChoices } from './page/firstChoices.ts';
import type { LaunchPages } from './page/launchPages.ts';
import { scriptPlace } from './page/scriptPlace.ts';
import { sendLaunch, showLaunched, uriOf } from './page/sendLaunch.ts';
import { fitSpec } from './page/fitSpec.ts';
import type { ScriptPlace } from './page/specFor.ts';
import { pickScript, saveFolder } from './pickScript.ts';

/**
 * "Train on SageMaker…": opens the launch page.
 * @param script a file's or folder's URI, else the active editor's script, else one is asked for.
 * @param options `LaunchOptions`: nothing is asked then, and no page opens.
 * @returns with options the job's name once it has been created; undefined when the person gave up, or has a page now.
 */
export async function launchTraining(
  parts: LaunchParts,
  pages: LaunchPages,
  script: unknown,
  options: unknown,
): Promise<string | undefined> {
  const answered = launchOptions(options);
  const path = await pickScript(script);
  if (path === undefined) return undefined;
  const place = await scriptPlace(path);
  if (answered) return launchAnswered(parts, place, answered);
  pages.forScript(place);
  return undefined;
}

async function launchAnswered(
  parts: LaunchParts,
  place: ScriptPlace,
  options: LaunchOptions,
): Promise<string> {
  // Before anything is read: what is sent is what is seen.
  await saveFolder(place.sourceFolder);
  const connection = await parts.connections.connect();
  const given = await optionsSpec(place, options, parts);
  const defaults = await workspaceDefaults(connection, uriOf(given));
  const launched = await withProgress(`Train ${place.script}`, async (report, signal) => {
    const fitted = await fitSpec(given, connection, defaults, undefined);
    const spec = await firstChoices(parts, connection, defaults, fitted, signal);
    const { jobName } = options;
    return sendLaunch(parts, connection, spec, { report, signal, ...(jobName !== undefined && { jobName }) });
  });
  showLaunched(parts, connection, launched);
  return launched.jobName;
}
