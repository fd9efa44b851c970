import { pressLaunch, terminalSays, treeShows } from '../acts.ts';
import { launch } from './launch.ts';
import { type Scene } from './scene.ts';

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
      await terminalSays(driver, /^epoch=4 /m);
      await treeShows(driver, /Training · /);
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
      await driver.page.mouse.move(800, 300);
      await (await treeShows(driver, /Completed · /)).hover();
      await driver.page.locator('.workbench-hover').getByText('Instances').waitFor();
    },
  },
];
