import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { answerLaunch, asked, launchPage, patience, pressLaunch, treeShows } from '../acts.ts';
import { clientConfig, newestJob } from '../engine.ts';
import { savedFile } from '../savedFile.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

const epochs = 12;
/** The last epoch before the script waits until its job has been looked at. */
const waitsAfter = 4;

describe('The metrics of a job', () => {
  const ui = useWorkbench({ size: { width: 1500, height: 1000 } });
  const page = () => ui.driver.webviewFrame();
  const chart = (title: string) => page().locator(`figure[data-chart="${title}"]`);
  const tableOf = async (title: string): Promise<string[][]> => {
    const rows = await chart(title).locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th,td').allTextContents()));
  };

  it('are drawn while it runs, from its row in the tree', async () => {
    const { driver, workbench } = ui;
    const gate = join(workbench.sandbox.home, 'looked-at');
    await waitInScript(join(workbench.sandbox.workspace, 'train.py'), gate);
    await driver.openView('SageMaker');
    await driver.runCommand('SageMaker: Train on SageMaker…');
    await asked(driver, 'The training script');
    await driver.enter('train.py');
    await launchPage(driver);
    // So much longer than a second that CloudWatch has each epoch by itself on a busy machine, too.
    await answerLaunch(driver, { hyperparameters: { epochs: String(epochs), 'epoch-seconds': '1.5' } });
    await pressLaunch(driver);
    const row = await treeShows(driver, /Training · /);
    await row.hover();
    await row.getByRole('button', { name: 'Show Metrics' }).click();
    await chart('loss').getByRole('button', { name: 'train_loss' }).waitFor({ timeout: patience });
    await page().getByText('In progress · Training').waitFor();
    await chart('loss').getByRole('button', { name: 'Show the table' }).click();
    const first = await until('an epoch', async () =>
      (await tableOf('loss')).length > 0 ? true : undefined,
    );
    assert.ok(first);
    const before = (await tableOf('loss')).length;
    await writeFile(gate, '');
    await until('more epochs', async () => ((await tableOf('loss')).length >= before + 3 ? true : undefined));
    await chart('CPU').waitFor({ timeout: patience });
    await chart('Memory').waitFor();
    // There is none here, and none is drawn.
    assert.equal(await chart('GPU').count(), 0);
  });

  it('have the values of CloudWatch in their tables, and the best epoch', async () => {
    await page()
      .getByText('Completed', { exact: true })
      .waitFor({ timeout: 2 * patience });
    const { workbench } = ui;
    const { TrainingJobName: job = '' } = await newestJob(workbench);
    const rows = await until('all epochs', async () => {
      const found = await tableOf('loss');
      return found.length === epochs ? found : undefined;
    });
    const heads = await chart('loss').locator('thead th').allTextContents();
    assert.deepEqual(heads.slice(0, 3), ['Epoch', 'train_loss', 'validation_loss']);
    assert.deepEqual(
      rows.map(([epoch]) => Number(epoch)),
      Array.from({ length: epochs }, (_, i) => i + 1),
    );
    for (const [column, metric] of [
      [1, 'train_loss'],
      [2, 'validation_loss'],
    ] as const) {
      const shown = rows.map((row) => Number(row[column]));
      assert.deepEqual(shown, await cloudWatchHas(job, metric, epochs));
      const best = shown.indexOf(Math.min(...shown)) + 1;
      const line = chart('loss').getByRole('listitem').filter({ hasText: metric });
      await line.getByText(new RegExp(`lowest [\\d.]+ at epoch ${best}$`)).waitFor();
    }
  });

  it('are saved as CSV and as PNG where the person says', async () => {
    const { driver, workbench } = ui;
    const folder = workbench.sandbox.workspace;
    await chart('loss').getByRole('button', { name: 'Save loss as CSV' }).click();
    await driver.quickInputBox.waitFor();
    await driver.page.keyboard.press('Enter');
    const lines = (await savedFile(folder, '-loss.csv')).toString().trimEnd().split('\r\n');
    assert.equal(lines[0], 'job,metric,host,time,counted by,step,value,unit');
    assert.equal(lines.filter((line) => line.includes(',train_loss,')).length, epochs);
    await page().getByText('Save all as PNG…').click();
    await driver.quickInputBox.waitFor();
    await driver.page.keyboard.press('Enter');
    const picture = await savedFile(folder, '-metrics.png');
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    assert.ok(picture.length > 20_000, `${picture.length} bytes`);
  });

  it('are there again after a reload of the window, as they were looked at, and so are the job’s other pages', async () => {
    const { driver } = ui;
    const { TrainingJobName: job = '' } = await newestJob(ui.workbench);
    const line = () => page().getByRole('option').filter({ hasText: 'epoch=' }).first();
    const query = () => page().getByRole('textbox', { name: 'Query' });
    const compared = () => page().getByRole('button', { name: job, exact: true });
    const others = [
      { command: 'Open Log Page', asks: 'A job, an endpoint', tab: /^Log of/, shows: line },
      { command: 'Query Logs…', asks: 'A job, an endpoint', tab: /^Query/, shows: query },
      { command: 'Compare Training Jobs…', asks: 'Which', tab: /^Compare Jobs/, shows: compared },
    ];
    const tab = (name: RegExp) => driver.page.getByRole('tab', { name });
    for (const { command, asks, shows } of others) {
      // A page that was left for the palette takes the focus back late, and with it closes what the command asks.
      await driver.runCommand('View: Focus into Primary Side Bar');
      await driver.runCommand(`SageMaker: ${command}`);
      await asked(driver, asks);
      const row = driver.quickInput.locator('.monaco-list-row', { hasText: job });
      await row.first().click({ timeout: patience });
      if (command.startsWith('Compare'))
        await driver.quickInput.getByRole('button', { name: 'OK' }).click({ timeout: patience });
      await shows().waitFor({ timeout: patience });
    }
    await tab(/^Metrics of/).click();
    await page().getByRole('combobox', { name: 'X axis' }).selectOption('elapsed');
    await page().getByText('Time since the start', { exact: true }).first().waitFor({ state: 'attached' });
    await driver.runCommand('Developer: Reload Window');
    await page().locator('metrics-page').waitFor({ state: 'detached', timeout: patience });
    await chart('loss').getByRole('button', { name: 'train_loss' }).waitFor({ timeout: patience });
    assert.equal(await page().getByRole('combobox', { name: 'X axis' }).inputValue(), 'elapsed');
    await chart('loss').getByRole('button', { name: 'Hide the table' }).waitFor();
    for (const { tab: name, shows } of others) {
      await tab(name).click();
      await shows().waitFor({ timeout: patience });
    }
  });

  /** Lets the sample wait in the middle until a file is there: however late it is looked at, there is more to come. */
  async function waitInScript(script: string, gate: string): Promise<void> {
    const pause = '        time.sleep(arguments.epoch_seconds)\n';
    const wait = [
      `        while epoch == ${waitsAfter} and not os.path.exists(${JSON.stringify(gate)}):\n`,
      '            time.sleep(0.1)\n',
    ];
    const text = await readFile(script, 'utf8');
    assert.ok(text.includes(pause));
    await writeFile(script, text.replace(pause, [pause, ...wait].join('')));
  }

  /** The values of a metric in their order, once all are there. */
  async function cloudWatchHas(job: string, metric: string, count: number): Promise<number[]> {
    const client = new CloudWatchClient(await clientConfig(ui.workbench));
    const Dimensions = [{ Name: 'TrainingJobName', Value: job }];
    const Metric = { Namespace: '/aws/sagemaker/TrainingJobs', MetricName: metric, Dimensions };
    try {
      return await until(`${count} values of ${metric} in CloudWatch`, async () => {
        const { MetricDataResults: [result] = [] } = await client.send(
          new GetMetricDataCommand({
            StartTime: new Date(Date.now() - 600_000),
            EndTime: new Date(Date.now() + 1000),
            ScanBy: 'TimestampAscending',
            MetricDataQueries: [{ Id: 'a', MetricStat: { Metric, Period: 1, Stat: 'Average' } }],
          }),
        );
        return result?.Values?.length === count ? result.Values : undefined;
      });
    } finally {
      client.destroy();
    }
  }
});
