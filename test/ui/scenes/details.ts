import { treeShows } from '../acts.ts';
import { type Scene } from './scene.ts';

/** Read-only documents. */
export const detailsScenes: readonly Scene[] = [
  {
    name: 'details',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      const row = await treeShows(driver, /Completed · /);
      await row.hover();
      await row.getByRole('button', { name: 'Open Details' }).click();
      await driver.shows('"TrainingJobName"');
      await driver.page.mouse.move(800, 300);
      await driver.page.locator('.workbench-hover').waitFor({ state: 'detached' });
    },
  },
];
