import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Locator } from 'playwright-core';
import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import {
  answerLaunch,
  asked,
  chooseInContextMenu,
  explorerItem,
  patience,
  pressLaunch,
  terminalSays,
  treeShows,
} from '../acts.ts';
import { newestJob } from '../engine.ts';
import { useWorkbench } from '../workbench.ts';

const endpoint = 'penguins-e';

/** One test builds on the other, as one step of a person's work does. */
describe('The main job, with the mouse', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 1000 } });
  let job = '';

  it('trains a script from the explorer’s context menu, with what was chosen and typed', async () => {
    const { driver, workbench } = ui;
    await chooseInContextMenu(driver, explorerItem(driver, 'train.py'), 'Train on SageMaker…');
    await answerLaunch(driver, {
      instanceType: 'ml.g5.2xlarge',
      hyperparameters: { epochs: '12', 'epoch-seconds': '1' },
    });
    await pressLaunch(driver);
    await terminalSays(driver, /^Training job train-/m);

    const described = await newestJob(workbench);
    job = described.TrainingJobName ?? '';
    assert.equal(described.ResourceConfig?.InstanceType, 'ml.g5.2xlarge');
    assert.equal(described.HyperParameters?.['epochs'], '12');
    assert.equal(described.InputDataConfig?.[0]?.ChannelName, 'train');
  });

  it('shows the job in the tree from its beginning to its end, without a refresh by hand', async () => {
    const { driver } = ui;
    // The launch has opened the view, and selected the job.
    const running = await treeShows(driver, new RegExp(`${job}.* Training · `));
    await running.locator('.codicon-sync').waitFor();
    const ended = await treeShows(driver, new RegExp(`${job}.* Completed · `));
    await ended.locator('.codicon-pass-filled').waitFor();
  });

  it('follows the log to the end and sums up', async () => {
    const log = await terminalSays(ui.driver, /● Completed[^]*Next/);
    assert.match(log, /^epoch=12 /m);
    assert.doesNotMatch(log, /^epoch=13 /m);
    assert.match(log, /^Metrics +[^]*test_accuracy[ =]+[\d.]+$/m);
    assert.equal((await newestJob(ui.workbench)).TrainingJobStatus, 'Completed');
  });

  it('deploys the completed job from its context menu', async () => {
    const { driver } = ui;
    await chooseInContextMenu(driver, await treeShows(driver, new RegExp(job)), 'Deploy…');
    await asked(driver, 'Name of the endpoint');
    await driver.enter(endpoint);
    await asked(driver, 'Instance type');
    await driver.pick('ml.m5.large');
    // Either may come first, and the notification goes by itself.
    const [row] = await Promise.all([
      treeShows(driver, new RegExp(`${endpoint}.* In service · `)),
      driver.notification(`Endpoint ${endpoint} is in service`).waitFor({ timeout: patience }),
    ]);
    await row.locator('.codicon-pass-filled').waitFor();
  });

  it('invokes the endpoint from its row, and shows the answer beside the payload', async () => {
    const { driver } = ui;
    await open('adelie.json');
    await pressInvoke();
    await driver.pick('adelie.json');
    await asked(driver, 'Content type of adelie.json');
    await driver.pick('application/json');
    const answer = answerEditor(driver, 1);
    await answer.getByText('"species": "Adelie"').waitFor({ timeout: patience });
    await codeLens(answer, /^200 OK · [\d.]+ ms · AllTraffic · application\/json/).waitFor();
  });

  it('shows the model’s own words when it rejects a payload', async () => {
    const { driver } = ui;
    await pressInvoke();
    await driver.pick('Type it…');
    await asked(driver, 'What to send');
    await driver.enter('{ "bill_length_mm": "long", "island": "Dream" }');
    await asked(driver, 'Content type of what was typed');
    await driver.pick('application/json');
    const answer = answerEditor(driver, 2);
    await answer
      .getByText("Row 1: bill_length_mm is 'long', not a number.", { exact: true })
      .waitFor({ timeout: patience });
    await codeLens(answer, /^The model refused: \d{3} /).waitFor();
    await codeLens(answer, /^Show endpoint log$/).waitFor();
  });

  it('deletes the endpoint from the tree', async () => {
    const { driver } = ui;
    const row = await treeShows(driver, new RegExp(endpoint));
    await chooseInContextMenu(driver, row, 'Delete');
    await treeShows(driver, /^No endpoints yet/);
    // Nor is it left in Running now.
    await row.waitFor({ state: 'detached', timeout: patience });
  });

  /** Opens a file by its name; its editor has the focus then. */
  async function open(file: string): Promise<void> {
    const { driver } = ui;
    await driver.page.keyboard.press('Control+P');
    await driver.quickInputBox.fill(file);
    await driver.pick(file);
    await driver.page.locator('.editor-group-container.active .tab.active').getByText(file).waitFor();
    await driver.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /** Presses the send icon of the endpoint's row; what to send is asked then. */
  async function pressInvoke(): Promise<void> {
    const { driver } = ui;
    const row = await treeShows(driver, new RegExp(`${endpoint}.* In service`));
    await row.hover();
    await row.getByRole('button', { name: 'Invoke…' }).click();
    await asked(driver, 'What to send');
  }
});

/** The editor group that has the nth answer open. */
function answerEditor({ page }: WorkbenchDriver, number: number): Locator {
  const tab = page.getByRole('tab', { name: new RegExp(`answer ${number}\\.`) });
  return page.locator('.editor-group-container').filter({ has: tab });
}

function codeLens(editor: Locator, text: RegExp): Locator {
  return editor.locator('.codelens-decoration > *').filter({ hasText: text });
}
