/** What `npm run screens` shows of the product, in each theme. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WorkbenchDriver } from '../host/vscode/driver.ts';
import { type Sandbox } from '../host/vscode/sandbox.ts';
import { writeSettings, type Settings } from '../host/vscode/settings.ts';
import { root } from '../host/vscode/versions.ts';
import { type Workbench } from '../host/vscode/workbench.ts';
import { answerLaunch, asked, patience, terminalSays, treeShows, type LaunchAnswers } from './acts.ts';

/** One picture: `show` brings the workbench into the state that the picture has. */
export interface Scene {
  /** The file's name, without theme and extension. */
  readonly name: string;
  readonly show: (workbench: Workbench, settings: Settings) => Promise<void>;
}

/** The settings that the scenes begin with; the engine's folder must be one that a scene can change. */
export function sceneSettings({ engineData }: Sandbox, theme: string): Settings {
  return { 'workbench.colorTheme': theme, 'sagemaker.local.dataDirectory': engineData };
}

/** In this order, in one window: a scene starts where the one before it ended. */
export const scenes: readonly Scene[] = [
  {
    name: 'sidebar-empty',
    show: async ({ driver, sandbox }) => {
      const broken = join(root, 'test', 'fixtures', 'failing', 'broken.py');
      await copyFile(broken, join(sandbox.workspace, 'broken.py'));
      await driver.openView('SageMaker');
      await treeShows(driver, /^No endpoints yet/);
      await driver.page.mouse.move(800, 300);
      await driver.page.locator('.workbench-hover').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'launch-instances',
    show: async ({ driver }) => {
      await launch(driver, 'train.py');
      await driver.quickInputBox.fill('gpu');
      await driver.quickPickItem('ml.g5.xlarge').waitFor();
    },
  },
  {
    name: 'launch-data',
    show: async ({ driver }) => {
      await driver.enter('ml.g5.xlarge');
      await asked(driver, 'Training data');
    },
  },
  {
    name: 'launch-hyperparameters',
    show: async ({ driver }) => {
      await driver.page.keyboard.press('Escape');
      await launch(driver, 'train.py', { hyperparameters: { epochs: '400', 'epoch-seconds': '0.5' } });
    },
  },
  {
    name: 'tail-running',
    show: async ({ driver }) => {
      await driver.pick('Launch');
      await terminalSays(driver, /^epoch=4 /m);
      await treeShows(driver, /Training · /);
    },
  },
  {
    name: 'tail-failed',
    show: async ({ driver }) => {
      await launch(driver, 'broken.py', { data: 'No data' });
      await driver.pick('Launch');
      await terminalSays(driver, /● Failed[^]*Next/);
      await driver.notification('failed: ValueError').waitFor();
    },
  },
  {
    name: 'tail-completed',
    show: async ({ driver }) => {
      await launch(driver, 'train.py', { hyperparameters: { epochs: '30', 'epoch-seconds': '0' } });
      await driver.pick('Launch');
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
  {
    name: 'answer',
    show: async ({ driver }) => {
      await driver.page.mouse.move(800, 300);
      await driver.runCommand('SageMaker: Deploy…');
      await asked(driver, 'The training job whose');
      await driver.quickPickItem('train').first().waitFor();
      await driver.page.keyboard.press('Enter');
      await asked(driver, 'Name of the endpoint');
      await driver.enter('penguins');
      await asked(driver, 'Instance type');
      await driver.page.keyboard.press('Enter');
      await treeShows(driver, /penguins.*In service/);
      await driver.page.keyboard.press('Control+P');
      await driver.quickInputBox.fill('adelie.json');
      await driver.pick('adelie.json');
      await invoke(driver, 'adelie.json');
      await driver.shows(/^200 OK/);
      await driver.runCommand('Notifications: Clear All Notifications');
    },
  },
  {
    name: 'answer-refused',
    show: async ({ driver }) => {
      await invoke(driver, 'Type it…', '{ "bill_length_mm": "long" }');
      await driver.shows(/^The model refused/);
    },
  },
  {
    name: 'details',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      const row = await treeShows(driver, /Completed · /);
      await row.hover();
      await row.getByRole('button', { name: 'Open Details' }).click();
      await driver.shows('"TrainingJobName"');
      await driver.page.mouse.move(800, 300);
      await driver.page.locator('.workbench-hover').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'stopped',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await driver.runCommand('SageMaker: Stop the Local Engine');
      await driver.page
        .getByRole('button', { name: 'Start the local engine' })
        .waitFor({ timeout: patience });
      await driver.settled();
    },
  },
  {
    name: 'error',
    show: async ({ driver, sandbox }, settings) => {
      const inTheWay = join(sandbox.home, 'sagemaker');
      await writeFile(inTheWay, '');
      await writeSettings(sandbox.userData, { ...settings, 'sagemaker.local.dataDirectory': inTheWay });
      await driver.page.getByRole('button', { name: 'Start the local engine' }).click();
      await treeShows(driver, /^Not connected/);
      await driver.settled();
    },
  },
];

/** Asks for a launch and answers up to the instance type, or up to the last question where answers are given. */
async function launch(driver: WorkbenchDriver, script: string, answers?: LaunchAnswers): Promise<void> {
  await driver.runCommand('View: Close All Editors');
  await driver.runCommand('SageMaker: Train on SageMaker…');
  await asked(driver, 'The training script');
  await driver.enter(script);
  await asked(driver, 'Instance type');
  if (answers) await answerLaunch(driver, answers);
}

async function invoke(driver: WorkbenchDriver, source: string, text?: string): Promise<void> {
  await driver.runCommand('SageMaker: Invoke…');
  await asked(driver, 'Which endpoint?');
  await driver.pick('penguins');
  await asked(driver, 'What to send');
  await driver.pick(source);
  if (text !== undefined) {
    await asked(driver, 'What to send');
    await driver.enter(text);
  }
  await asked(driver, 'Content type');
  await driver.page.keyboard.press('Enter');
}
