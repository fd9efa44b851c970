import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { asked, treeShows } from '../acts.ts';
import { engineClient } from '../engine.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

describe('Sidebar', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 900 } });

  it('has the SageMaker icon in the activity bar', async () => {
    await ui.driver.activityBarItem('SageMaker').waitFor();
  });

  it('opens the SageMaker view from its icon', async () => {
    await ui.driver.openView('SageMaker');
    await ui.driver.sidebarTitle.filter({ hasText: /SageMaker/i }).waitFor();
    assert.equal(await ui.driver.activityBarItem('SageMaker').getAttribute('aria-selected'), 'true');
  });

  it('goes to a resource: finds a model by a part of its name, with the keyboard alone', async () => {
    const { driver, workbench } = ui;
    const { keyboard } = driver.page;
    await treeShows(driver, /^Models/);
    const client = await engineClient(workbench);
    for (const name of ['sea-lion', 'seal-adelie', 'seal-gentoo']) {
      await client.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: 'arn:aws:iam::000000000000:role/sagemaker',
          PrimaryContainer: { Image: 'sagemaker-local/python:3' },
        }),
      );
    }
    client.destroy();

    await driver.runCommand('SageMaker: Go to Resource…');
    await asked(driver, 'Name, a part of it');
    await keyboard.type('seal');
    await driver.quickPickItem('seal-gentoo').first().waitFor();
    await driver.quickPickItem('seal-adelie').first().waitFor();
    assert.equal(await driver.quickPickItem('sea-lion').count(), 0);
    await keyboard.type('-ade');
    await driver.quickPickItem('seal-gentoo').first().waitFor({ state: 'detached' });
    await keyboard.press('Enter');
    await until('the details open', async () => {
      const text = await driver.page.locator('.editor-group-container.active .view-lines').innerText();
      return text.includes('seal-adelie') ? text : undefined;
    });
    const row = await treeShows(driver, /^seal-adelie/);
    await until('the row is selected', async () =>
      (await row.getAttribute('aria-selected')) === 'true' ? true : undefined,
    );

    // What was gone to last comes first the next time.
    await driver.runCommand('SageMaker: Go to Resource…');
    await asked(driver, 'Name, a part of it');
    await driver.quickPickItem('seal-adelie').first().waitFor();
    await keyboard.press('Escape');
  });
});
