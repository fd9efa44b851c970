import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asked, terminalSays } from '../acts.ts';
import { newestJob } from '../engine.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

describe('The main job, with the keyboard', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 1000 } });

  it('trains from the command palette without the mouse', async () => {
    const { driver, workbench } = ui;
    const { keyboard } = driver.page;
    await runByKeys('SageMaker: Train on SageMaker…');
    await asked(driver, 'The training script');
    await driver.enter('train.py');
    await asked(driver, 'Instance type');
    await driver.enter('g4dn.xlarge');
    await asked(driver, 'Training data');
    await keyboard.press('Enter');
    await asked(driver, 'Launch, or choose an argument');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await asked(driver, 'epochs (int');
    await driver.enter('0.5');
    await driver.quickInput.getByText('A whole number.').waitFor();
    await driver.enter('3');
    await asked(driver, 'Launch, or choose an argument');
    // "Launch" comes first.
    await keyboard.press('Enter');

    const log = await terminalSays(driver, /● Completed[^]*Next/);
    assert.match(log, /^epoch=3 /m);
    assert.doesNotMatch(log, /^epoch=4 /m);
    const job = await newestJob(workbench);
    assert.equal(job.ResourceConfig?.InstanceType, 'ml.g4dn.xlarge');
    assert.equal(job.HyperParameters?.['epochs'], '3');
  });

  it('gives up with Escape, and leaves nothing behind', async () => {
    const { driver, workbench } = ui;
    const before = await newestJob(workbench);
    await runByKeys('SageMaker: Train on SageMaker…');
    await asked(driver, 'The training script');
    await driver.enter('train.py');
    await asked(driver, 'Instance type');
    await driver.page.keyboard.press('Escape');
    await driver.quickInput.waitFor({ state: 'detached' });
    assert.equal((await newestJob(workbench)).TrainingJobName, before.TrainingJobName);
  });

  /** As `runCommand`, with keys alone. */
  async function runByKeys(title: string): Promise<void> {
    const { driver } = ui;
    const entry = driver.quickPickItem(title).first();
    // Until VS Code knows the extension's commands.
    await until(`${title} in the palette`, async () => {
      await driver.page.keyboard.press('Escape');
      await driver.page.keyboard.press('F1');
      await driver.quickInputBox.waitFor();
      await driver.page.keyboard.type(title);
      const found = await entry.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => undefined,
      );
      return found;
    });
    await driver.page.keyboard.press('Enter');
  }
});
