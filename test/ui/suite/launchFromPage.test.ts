import { describe, it } from 'node:test';
import { answerLaunch, chooseInContextMenu, explorerItem, launchPage, pressLaunch } from '../acts.ts';
import { newestJob } from '../engine.ts';
import { assertSent, shownRequest } from '../sent.ts';
import { useWorkbench } from '../workbench.ts';

describe('The launch page, from the explorer', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 1000 } });

  it('sends exactly the request that it shows', async () => {
    const { driver, workbench } = ui;
    await chooseInContextMenu(driver, explorerItem(driver, 'train.py'), 'Train on SageMaker…');
    const page = await launchPage(driver);
    await answerLaunch(driver, {
      instanceType: 'ml.g5.2xlarge',
      hyperparameters: { epochs: '2', 'epoch-seconds': '0' },
    });
    await page.getByRole('button', { name: 'Add channel' }).click();
    await page.getByRole('textbox', { name: /^Channel validation: location/ }).fill('data');
    await page.getByRole('button', { name: 'Request', exact: true }).click();
    const shown = await shownRequest(page, '"epochs": "2"');
    await pressLaunch(driver);
    assertSent(await newestJob(workbench), shown);
  });
});
