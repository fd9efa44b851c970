import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/vscode/workbench.ts';
import { asked, patience, treeShows } from '../acts.ts';
import { newestJob, startLike } from '../engine.ts';
import { until } from '../until.ts';
import type { Scene } from './scene.ts';

/** Queries over a job's logs, and how far jobs are. */
export const insightsScenes: readonly Scene[] = [
  {
    name: 'progress-tree',
    show: async (workbench) => {
      // A scene before may have folded the sidebar.
      await workbench.driver.runCommand('View: Focus into Primary Side Bar');
      const job = await newestJob(workbench);
      await startLike(workbench, job, 'penguins-long', { epochs: '500', 'epoch-seconds': '0.4' });
      await treeShows(workbench.driver, /^penguins-long.*Training · .*\d+ %/);
    },
  },
  {
    name: 'insights-chart',
    show: async (workbench) => {
      const page = await queryLogs(workbench, 'penguins-long');
      // A job that has just begun has lines of one second only, and that is no line yet.
      await until('a chart', async () => {
        await write(page, chartQuery);
        const drawn = page.locator('line-chart canvas').waitFor({ timeout: 3000 });
        return drawn.then(
          () => true,
          () => undefined,
        );
      });
    },
  },
  {
    name: 'insights-rows',
    show: async (workbench) => {
      const page = workbench.driver.webviewFrame();
      await write(page, 'fields @timestamp, @message | sort @timestamp asc | limit 50');
      await page
        .getByRole('cell', { name: /train_loss/ })
        .first()
        .waitFor({ timeout: patience });
      await page.getByRole('button', { name: 'Open row 2', exact: true }).click();
      await page.getByText('@ingestionTime').waitFor({ timeout: patience });
    },
  },
  {
    name: 'insights-mistake',
    show: async (workbench) => {
      const page = workbench.driver.webviewFrame();
      await write(page, 'fields @timestamp, @message\n| filtr @message like /loss/\n| limit 20');
      await page.getByText('Line 2, column 3').waitFor({ timeout: patience });
    },
  },
];

const chartQuery = `parse @message /train_loss=(?<loss>[0-9.]+).*validation_loss=(?<validation>[0-9.]+)/
| filter ispresent(loss)
| stats avg(loss) as training, avg(validation) as validated by bin(1s) as second
| sort second asc`;

/** "Query Logs…" from the palette. @returns its page */
async function queryLogs({ driver }: Workbench, job: string): Promise<FrameLocator> {
  await driver.runCommand('View: Close All Editors');
  await driver.runCommand('SageMaker: Query Logs…');
  await asked(driver, 'A job, an endpoint');
  await driver.enter(job);
  const page = driver.webviewFrame();
  await page.getByRole('button', { name: 'Run query' }).waitFor({ timeout: patience });
  return page;
}

async function write(page: FrameLocator, query: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Query' });
  await editor.fill(query);
  await editor.press('Control+Enter');
}
