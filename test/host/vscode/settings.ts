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

/**
 * Writes the settings.json of a run; `settings` win over the quiet ones. The workbench from npm is a remote window, which
 * takes settings of the scope `machine` from a file of their own.
 */
export async function writeSettings(userData: string, settings: Settings = {}): Promise<void> {
  const own = Object.entries(settings).filter(([id]) => id.startsWith('sagemaker.'));
  await write(join(userData, 'User'), { ...quiet, ...settings });
  await write(join(userData, 'Machine'), Object.fromEntries(own));
}

async function write(folder: string, settings: Settings): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}
