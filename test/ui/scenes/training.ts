import { asked, patience, pressLaunch, terminalSays, treeShows } from '../acts.ts';
import { newestJob } from '../engine.ts';
import { writeAsHost } from '../logs.ts';
import { until } from '../until.ts';
import { launch } from './launch.ts';
import { type Scene } from './scene.ts';

/** What another host of the job might print. */
const otherHost = [
  '2026-11-21 15:04:05,123 sagemaker-training-toolkit INFO     Invoking user script',
  '{"level":"info","message":"joined the group","rank":1,"world_size":3}',
  '/opt/ml/code/train.py:61: UserWarning: only one batch is left for this rank',
  '2026-11-21 15:04:06.402 | DEBUG    | loader:next:40 - prefetch=2',
  'W1121 15:04:06.913456 140 collective.cc:87] slow link to algo-3',
  'ERROR:train:checkpoint not written to s3://models/penguins/checkpoint-3, trying again',
];
const bar = (percent: number) =>
  `loading: ${String(percent).padStart(3)}%|${'█'.repeat(percent / 10).padEnd(10)}| ${percent}/100 [00:04<00:06, 15.20it/s]`;

/** From the launch to jobs that have ended. */
export const trainingScenes: readonly Scene[] = [
  {
    name: 'launch-instances',
    show: async ({ driver }) => {
      await launch(driver, 'train.py');
      const filter = driver.webviewFrame().getByRole('searchbox', { name: 'Filter instance types' });
      await filter.fill('gpu>=40');
      await filter.press('ArrowDown');
      // The whole table, and not the fields above it, is what this scene is about.
      await driver.webviewFrame().getByRole('row').nth(12).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'launch-request',
    show: async ({ driver }) => {
      await driver.webviewFrame().getByRole('button', { name: 'Request', exact: true }).click();
    },
  },
  {
    name: 'launch-hyperparameters',
    show: async ({ driver }) => {
      await launch(driver, 'train.py', {
        instanceType: 'ml.g5.xlarge',
        hyperparameters: { epochs: '400', 'epoch-seconds': '0.5' },
      });
    },
  },
  {
    name: 'tail-running',
    show: async ({ driver }) => {
      await pressLaunch(driver);
      await terminalSays(driver, /^epoch=\d+ /m);
      await treeShows(driver, /Training · /);
    },
  },
  {
    name: 'progress-notice',
    show: async ({ driver }) => {
      await driver.runCommand('SageMaker: Show Progress');
      await asked(driver, 'Which job?');
      await driver.page.locator('.quick-input-list .monaco-list-row').first().waitFor({ timeout: patience });
      await driver.page.keyboard.press('Enter');
      await driver.notification(/Following train-.*epoch \d+ of 400/).waitFor({ timeout: patience });
    },
  },
  {
    name: 'tail-hosts',
    show: async (workbench) => {
      const { driver } = workbench;
      await driver.notification('Following').getByRole('button', { name: 'Cancel' }).click();
      await driver.runCommand('Notifications: Clear All Notifications');
      const { TrainingJobName: job = '' } = await newestJob(workbench);
      await writeAsHost(workbench, job, 'algo-2', otherHost);
      await writeAsHost(workbench, job, 'algo-3', [bar(12), bar(61)]);
      await terminalSays(driver, /^\[algo-3\] .*61%/m);
      await terminalSays(driver, /^\[algo-2\] [^]*^\[algo-1\] epoch=/m);
    },
  },
  {
    name: 'tail-filtered',
    show: async ({ driver }) => {
      // From the terminal, as one filters: the palette gives the focus back, and a page takes it late, from the next input too.
      await driver.runCommand('Terminal: Focus Terminal');
      await driver.runCommand('SageMaker: Filter Log Lines…');
      await asked(driver, 'loss');
      await driver.quickInput.locator('input').first().fill('>=warning');
      await driver.page.keyboard.press('Enter');
      await terminalSays(driver, /^Showing ≥ warning · \d+ of [\d,]+ lines · c shows all$/m);
    },
  },
  {
    name: 'tail-failed',
    show: async ({ driver }) => {
      await launch(driver, 'broken.py', { withoutData: true });
      await pressLaunch(driver);
      await terminalSays(driver, /● Failed[^]*Next/);
      await driver.notification('failed: ValueError').waitFor();
    },
  },
  {
    name: 'tail-completed',
    show: async ({ driver }) => {
      await launch(driver, 'train.py', { hyperparameters: { epochs: '30', 'epoch-seconds': '0' } });
      await pressLaunch(driver);
      await terminalSays(driver, /● Completed[^]*Next/);
      await driver.runCommand('Notifications: Clear All Notifications');
      await treeShows(driver, /Completed · /);
    },
  },
  {
    name: 'sidebar-jobs',
    show: async ({ driver }) => {
      for (const status of [/Failed · /, /Completed · /]) {
        await (await treeShows(driver, status)).click();
        await treeShows(driver, /^Logs/);
      }
      await treeShows(driver, /^test_accuracy/);
      const row = await treeShows(driver, /Completed · /);
      const hover = driver.page.locator('.workbench-hover').getByText('Instances');
      // Another job runs: a row that is drawn anew right then has no hover until the mouse comes again.
      await until('a hover over the job', async () => {
        await driver.page.mouse.move(800, 300);
        await row.hover();
        return hover.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => undefined,
        );
      });
    },
  },
];
