import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Locator } from 'playwright-core';
import { asked, launchPage, patience, terminalSays } from '../acts.ts';
import { newestJob } from '../engine.ts';
import { assertSent, shownRequest } from '../sent.ts';
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
    const page = await launchPage(driver);
    // From the page's beginning, as who uses no mouse goes through it.
    await tabTo(page.getByRole('textbox', { name: 'epochs', exact: true }));
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('0.5');
    await page
      .getByText(/whole number/i)
      .first()
      .waitFor({ timeout: patience });
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('3');
    await tabTo(page.getByRole('button', { name: 'Add channel' }));
    await keyboard.press('Enter');
    const location = page.getByRole('textbox', { name: /^Channel validation: location/ });
    await location.waitFor({ timeout: patience });
    await tabTo(location, 'Shift+Tab');
    await keyboard.type('data');
    await tabTo(page.getByRole('searchbox', { name: 'Filter instance types' }));
    await keyboard.type('g4dn.xlarge');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.locator('.chosen-instance', { hasText: 'ml.g4dn.xlarge' }).waitFor({ timeout: patience });
    await tabTo(page.getByRole('button', { name: 'Request', exact: true }));
    await keyboard.press('Enter');
    const shown = await shownRequest(page, '"epochs": "3"');
    await page.locator('#launch:not([disabled])').waitFor({ timeout: patience });
    await tabTo(page.locator('#launch'));
    await keyboard.press('Enter');

    const log = await terminalSays(driver, /● Completed[^]*Next/);
    assert.match(log, /^epoch=3 /m);
    assert.doesNotMatch(log, /^epoch=4 /m);
    const job = await newestJob(workbench);
    assertSent(job, shown);
    assert.equal(job.ResourceConfig?.InstanceType, 'ml.g4dn.xlarge');
    assert.equal(job.HyperParameters?.['epochs'], '3');
  });

  it('closes the page by key, and leaves nothing behind', async () => {
    const { driver, workbench } = ui;
    const before = await newestJob(workbench);
    await runByKeys('SageMaker: Train on SageMaker…');
    await asked(driver, 'The training script');
    await driver.enter('train.py');
    await launchPage(driver);
    await runByKeys('View: Close All Editors');
    await driver.page.locator('iframe.webview.ready').first().waitFor({ state: 'detached' });
    assert.equal((await newestJob(workbench)).TrainingJobName, before.TrainingJobName);
  });

  /** Presses Tab until something has the focus. */
  async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
    const focused = target.and(ui.driver.webviewFrame().locator(':focus, :focus-within'));
    for (let presses = 0; presses < 150; presses++) {
      if ((await focused.count()) > 0) return;
      await ui.driver.page.keyboard.press(key);
    }
    throw new Error('Tab does not lead there.');
  }

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
