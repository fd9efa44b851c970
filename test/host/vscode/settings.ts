/** User settings of a test run: a quiet VS Code that looks the same each time. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Settings by their ids, as in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

const quiet: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  // Rows of text in the page instead of a canvas: tests read them.
  'terminal.integrated.gpuAcceleration': 'off',
  'update.mode': 'none',
  'window.autoDetectColorScheme': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Writes the user's settings.json of a run; `settings` win over the quiet ones. */
export async function writeSettings(userData: string, settings: Settings = {}): Promise<void> {
  await mkdir(join(userData, 'User'), { recursive: true });
  const text = JSON.stringify({ ...quiet, ...settings }, undefined, 2);
  await writeFile(join(userData, 'User', 'settings.json'), text);
}
