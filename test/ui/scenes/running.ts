import { type Locator } from 'playwright-core';
import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { answerLaunch, asked, foldView, patience, pressLaunch, terminalSays } from '../acts.ts';
import { type Scene } from './scene.ts';

/** A row of "Running now". */
export function runningRow(driver: WorkbenchDriver, text: RegExp): Locator {
  const tree = driver.page.locator('.part.sidebar').getByRole('tree', { name: 'Running now' });
  return tree.getByRole('treeitem').filter({ hasText: text }).first();
}

/** Something that works and something that waits. */
export const runningScenes: readonly Scene[] = [
  {
    name: 'running',
    show: async ({ driver }) => {
      await foldView(driver, 'S3', false);
      await foldView(driver, 'Resources', true);
      await foldView(driver, 'Running now', true);
      await driver.runCommand('View: Close All Editors');
      await driver.runCommand('SageMaker: Train on SageMaker…');
      await asked(driver, 'The training script');
      await driver.enter('train.py');
      await answerLaunch(driver, {
        instanceType: 'ml.g5.2xlarge',
        hyperparameters: { epochs: '400', 'epoch-seconds': '0.5' },
      });
      await pressLaunch(driver);
      await terminalSays(driver, /^epoch=\d+ /m);
      await driver.runCommand('SageMaker: Show What Is Running');
      await runningRow(driver, /penguins/).waitFor({ timeout: patience });
      const job = runningRow(driver, /ml\.g5\.2xlarge × 1/);
      await job.waitFor({ timeout: patience });
      await job.hover();
      await job.getByRole('button', { name: 'Stop' }).waitFor();
    },
  },
  {
    name: 'walkthrough',
    show: async ({ driver }) => {
      await driver.page.mouse.move(800, 300);
      await driver.runCommand('View: Close All Editors');
      // Without terminal and sidebar there is room for the picture.
      await driver.page.keyboard.press('Control+J');
      await driver.page.keyboard.press('Control+B');
      await driver.runCommand('SageMaker: Get Started');
      await driver.page.getByRole('button', { name: 'Open the penguins sample…' }).waitFor();
      await pictureShown(driver);
    },
  },
];

/** Waits until the picture of the walkthrough's open step has been loaded and drawn. */
export async function pictureShown({ page }: WorkbenchDriver): Promise<void> {
  const picture = page.locator('.getting-started-media img');
  await picture.waitFor({ timeout: patience });
  await picture.evaluate((image: { decode(): Promise<void> }) => image.decode());
}
