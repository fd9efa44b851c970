import { patience, pressLaunch, terminalSays } from '../acts.ts';
import { newestJob } from '../engine.ts';
import { launch } from './launch.ts';
import { type Scene } from './scene.ts';

/** The metrics of a job that runs, and of two jobs over each other. */
export const metricsScenes: readonly Scene[] = [
  {
    name: 'metrics-running',
    show: async ({ driver }) => {
      await launch(driver, 'train.py', {
        hyperparameters: { epochs: '120', 'epoch-seconds': '0.3', 'learning-rate': '0.02' },
      });
      await pressLaunch(driver);
      await terminalSays(driver, /^epoch=\d+ /m);
      await driver.runCommand('SageMaker: Show Metrics');
      await driver.quickInput.getByRole('option').first().waitFor();
      await driver.page.keyboard.press('Enter');
      await driver.runCommand('View: Hide Panel');
      await driver.runCommand('Notifications: Clear All Notifications');
      const page = driver.webviewFrame();
      await page.locator('figure[data-chart=CPU] canvas').waitFor({ timeout: patience });
      await page
        .locator('figure[data-chart=loss]')
        .getByText(/lowest .* at epoch \d{2,}$/)
        .first()
        .waitFor({ timeout: patience });
    },
  },
  {
    name: 'metrics-two-jobs',
    show: async (workbench) => {
      const { driver } = workbench;
      const { TrainingJobName: first = '' } = await newestJob(workbench);
      await launch(driver, 'train.py', {
        hyperparameters: { epochs: '60', 'epoch-seconds': '0.2', 'learning-rate': '0.08', 'batch-size': '4' },
      });
      await pressLaunch(driver);
      await terminalSays(driver, /● Completed[^]*Next/);
      await driver.runCommand('View: Close All Editors');
      await driver.runCommand('SageMaker: Show Metrics');
      await driver.quickInput.getByRole('option').first().waitFor();
      await driver.page.keyboard.press('Enter');
      await driver.runCommand('View: Hide Panel');
      await driver.runCommand('Notifications: Clear All Notifications');
      const page = driver.webviewFrame();
      await page.locator('figure[data-chart=loss] canvas').waitFor({ timeout: patience });
      await page.getByText('Add jobs…').click();
      await driver.quickInputBox.fill(first);
      await driver.quickInput.locator('.monaco-list-row').filter({ hasText: first }).click();
      await driver.quickInput.getByRole('button', { name: 'OK' }).click();
      await page.locator('figure[data-chart=loss]').getByText(first).first().waitFor({ timeout: patience });
      await page.getByRole('slider').fill('0.6');
      await page.locator('figure[data-chart=loss] .u-over').hover({ position: { x: 120, y: 60 } });
      await page.locator('.tooltip').waitFor();
    },
  },
  {
    name: 'metrics-table',
    show: async ({ driver }) => {
      const page = driver.webviewFrame();
      await page.locator('figure[data-chart=loss]').getByRole('button', { name: 'Show the table' }).click();
      await page.locator('figure[data-chart=loss] tbody tr').first().waitFor();
      await driver.page.mouse.move(10, 10);
    },
  },
];
