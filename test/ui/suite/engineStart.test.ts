import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { dataDirVariable } from '../../host/vscode/sandbox.ts';
import { writeSettings } from '../../host/vscode/settings.ts';
import { treeShows } from '../acts.ts';
import { engineClient } from '../engine.ts';
import { useWorkbench } from '../workbench.ts';

const dataDirectory = 'sagemaker.local.dataDirectory';

describe('An engine that cannot start', () => {
  const ui = useWorkbench({
    // The setting counts only where the environment names no folder.
    variables: { [dataDirVariable]: '' },
    settings: ({ workspace }) => ({ [dataDirectory]: join(workspace, 'train.py') }),
  });

  it('is an error in the tree with what to do next, and nothing keeps spinning', async () => {
    const { driver } = ui;
    await driver.openView('SageMaker');
    const row = await treeShows(driver, /^Not connected/);
    await row.locator('.codicon-error').waitFor();
    await driver.shows(/SageMaker on this machine could not start/);
    for (const action of ['Try again', 'Open settings', 'Show log'])
      await treeShows(driver, new RegExp(`^${action}`));
    await driver.settled();
    assert.equal(await driver.treeItem(/^Training jobs/).count(), 0);
  });

  it('recovers by itself when the setting is mended', async () => {
    const { driver, workbench } = ui;
    const { userData, engineData } = workbench.sandbox;
    await writeSettings(userData, { [dataDirectory]: engineData });
    await recovered();
    assert.equal(
      await driver.page
        .getByText(/could not start/)
        .filter({ visible: true })
        .count(),
      0,
    );
    (await engineClient(workbench)).destroy();
  });

  it('recovers when it is tried again and what was in the way is gone', async () => {
    const { driver, workbench } = ui;
    const { userData, home } = workbench.sandbox;
    const inTheWay = join(home, 'in-the-way');
    await writeFile(inTheWay, '');
    await writeSettings(userData, { [dataDirectory]: inTheWay });
    await treeShows(driver, /^Not connected/);
    await rm(inTheWay);
    await (await treeShows(driver, /^Try again/)).click();
    await recovered();
  });

  async function recovered(): Promise<void> {
    const { driver } = ui;
    await treeShows(driver, /^No training jobs yet/);
    assert.equal(await driver.treeItem(/^Not connected/).count(), 0);
  }
});
