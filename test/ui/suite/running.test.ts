import assert from 'node:assert/strict';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { answerLaunch, asked, patience, pressLaunch } from '../acts.ts';
import { engineClient, newestJob } from '../engine.ts';
import { pictureShown } from '../scenes/running.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

describe('Running now', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 900 } });
  const rows = () =>
    ui.driver.page.locator('.part.sidebar').getByRole('tree', { name: 'Running now' }).getByRole('treeitem');

  it('says that nothing is running, and what to do next', async () => {
    await ui.driver.openView('SageMaker');
    await ui.driver.shows(/^Nothing is running, so nothing is being billed/);
    await ui.driver.page.locator('.part.sidebar .welcome-view-content a', { hasText: 'Train' }).click();
    await asked(ui.driver, 'The training script');
    await ui.driver.page.keyboard.press('Escape');
  });

  it('shows a job that was launched, counts it in the badge, and stops it from its row', async () => {
    const { driver, workbench } = ui;
    await driver.runCommand('SageMaker: Train on SageMaker…');
    await asked(driver, 'The training script');
    await driver.enter('train.py');
    await answerLaunch(driver, {
      instanceType: 'ml.g5.2xlarge',
      hyperparameters: { epochs: '4000', 'epoch-seconds': '0.5' },
    });
    await pressLaunch(driver);
    const row = rows().filter({ hasText: /ml\.g5\.2xlarge × 1/ });
    await row.waitFor({ timeout: patience });
    await driver.activityBarItem('SageMaker').locator('.badge-content', { hasText: '1' }).waitFor();
    assert.doesNotMatch(await row.innerText(), /\$/);
    await row.hover();
    await row.getByRole('button', { name: 'Stop' }).click();
    await until('the job stops', async () => {
      const { TrainingJobStatus: status } = await newestJob(workbench);
      return status === 'Stopping' || status === 'Stopped';
    });
    await row.waitFor({ state: 'detached', timeout: patience });
    await driver.shows(/^Nothing is running/);
  });

  it('leaves nothing running', async () => {
    const client = await engineClient(ui.workbench);
    const { TrainingJobName: name, TrainingJobStatus: status } = await newestJob(ui.workbench);
    if (status === 'InProgress') await client.send(new StopTrainingJobCommand({ TrainingJobName: name }));
    client.destroy();
  });
});

describe('First steps', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 900 } });

  it('has a walkthrough whose steps lead to commands', async () => {
    const { driver } = ui;
    // The palette knows commands once the extension is known.
    await driver.openView('SageMaker');
    await driver.runCommand('SageMaker: Get Started');
    await driver.shows('Get started with SageMaker Workbench');
    for (const step of ['Open a project', 'Train', 'Follow the logs', 'Deploy the model', 'Connect to AWS'])
      await driver.shows(step);
    await driver.page.getByRole('button', { name: 'Open the penguins sample…' }).waitFor();
    await driver.page.keyboard.press('Control+B');
    await pictureShown(driver);
  });

  it('copies the sample to where the person says', async () => {
    const { driver, workbench } = ui;
    const folder = join(workbench.sandbox.home, 'projects');
    await mkdir(folder, { recursive: true });
    await driver.runCommand('SageMaker: Open the Penguins Sample…');
    // It begins with the folder that is open, and would put that back over what is typed before.
    await driver.quickInput.getByRole('option', { name: 'payloads' }).waitFor();
    await driver.quickInputBox.fill(`${folder}/`);
    await driver.quickInput.getByRole('option', { name: 'payloads' }).waitFor({ state: 'detached' });
    await driver.quickInput.getByRole('button', { name: 'Copy the sample here' }).click();
    await until('the sample is there', () =>
      access(join(folder, 'penguins', 'train.py')).then(
        () => true,
        () => undefined,
      ),
    );
  });
});
