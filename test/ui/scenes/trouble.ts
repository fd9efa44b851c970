import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSettings } from '../../host/vscode/settings.ts';
import { patience, treeShows } from '../acts.ts';
import { type Scene } from './scene.ts';

/** Without a connection; these come last, as no other scene can follow them. */
export const troubleScenes: readonly Scene[] = [
  {
    name: 'stopped',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await driver.runCommand('SageMaker: Stop the Local Engine');
      await driver.page
        .getByRole('button', { name: 'Start the local engine' })
        .waitFor({ timeout: patience });
      await driver.settled();
    },
  },
  {
    name: 'error',
    show: async ({ driver, sandbox }, settings) => {
      const inTheWay = join(sandbox.home, 'sagemaker');
      await writeFile(inTheWay, '');
      await writeSettings(sandbox.userData, { ...settings, 'sagemaker.local.dataDirectory': inTheWay });
      await driver.page.getByRole('button', { name: 'Start the local engine' }).click();
      await treeShows(driver, /^Not connected/);
      await driver.settled();
    },
  },
];
