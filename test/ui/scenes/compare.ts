import type { Locator } from 'playwright-core';
import type { WorkbenchDriver } from '../../host/vscode/driver.ts';
import type { Workbench } from '../../host/vscode/workbench.ts';
import { asked, patience } from '../acts.ts';
import { newestJob, trainLike } from '../engine.ts';
import type { Scene } from './scene.ts';

/** Jobs side by side. */
export const compareScenes: readonly Scene[] = [
  {
    name: 'compare-jobs',
    show: async (workbench) => {
      await trainVariants(workbench);
      await compareAll(workbench);
    },
  },
];

/** Three more jobs like the newest one, with other hyperparameters. */
export async function trainVariants(workbench: Workbench): Promise<readonly string[]> {
  const job = await newestJob(workbench);
  const variants = {
    'penguins-wide': { hidden: '32', 'learning-rate': '0.05' },
    'penguins-slow': { hidden: '8', 'learning-rate': '0.005' },
    'penguins-plain': { hidden: '0', 'learning-rate': '0.5' },
  };
  for (const [name, hyperparameters] of Object.entries(variants))
    await trainLike(workbench, job, name, { ...hyperparameters, epochs: '20', 'epoch-seconds': '0' });
  return Object.keys(variants);
}

/** "Compare Training Jobs…" from the palette: those whose names match. */
export async function compareAll({ driver }: Workbench, filter = 'penguins-'): Promise<void> {
  await driver.runCommand('View: Close All Editors');
  await driver.runCommand('SageMaker: Compare Training Jobs…');
  await asked(driver, 'Which training jobs?');
  await driver.quickInputBox.fill(filter);
  await pickRow(driver, 'penguins-wide').waitFor({ timeout: patience });
  for (const row of await pickRow(driver, filter).all()) await row.click();
  await driver.page.keyboard.press('Enter');
  await driver.webviewFrame().getByRole('table').waitFor({ timeout: patience });
}

/** A row of a quick pick in which one can check several. */
export function pickRow(driver: WorkbenchDriver, text: string): Locator {
  return driver.quickInput.locator('.monaco-list-row', { hasText: text });
}
