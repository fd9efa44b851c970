import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSettings } from '../../host/vscode/settings.ts';
import { asked, foldView, patience, treeShows } from '../acts.ts';
import { startFaultyPlace } from './faultyPlace.ts';
import { type Scene } from './scene.ts';

/** Without a connection; these come last, as no other scene can follow them. */
export const troubleScenes: readonly Scene[] = [
  {
    name: 'stopped',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await driver.runCommand('View: Show SageMaker');
      await driver.runCommand('SageMaker: Stop the Local Engine');
      await driver.page
        .getByRole('button', { name: 'Start the local engine' })
        .first()
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
      await driver.page.getByRole('button', { name: 'Start the local engine' }).first().click();
      await treeShows(driver, /^Not connected/);
      await driver.settled();
    },
  },
  {
    name: 'error-nodes',
    show: async ({ driver }) => {
      const place = await startFaultyPlace();
      try {
        await driver.runCommand('SageMaker: Switch Connection…');
        await driver.pick('Endpoint URL…');
        await driver.quickInput.locator('input[placeholder="http://127.0.0.1:5000"]').waitFor();
        await driver.enter(place.url);
        await asked(driver, 'Whose credentials');
        await driver.pick('Test keys');
        await driver.quickInput.getByText('us-east-1').first().waitFor({ timeout: patience });
        await driver.page.keyboard.press('Enter');
        // Room for both errors.
        await foldView(driver, 'Running now', false);
        for (const row of [/No permission/, /web page|502/]) await treeShows(driver, row);
        await driver.settled();
      } finally {
        place.close();
      }
    },
  },
];
