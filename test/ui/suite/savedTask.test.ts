import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { chooseInContextMenu, explorerItem, launchPage, patience, terminalSays } from '../acts.ts';
import { brokenFolder, problemLeadsToLine, terminalLeadsToLine } from '../brokenScript.ts';
import { newestJob } from '../engine.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

const label = 'Train broken.py';

describe('A launch that was saved as a task', () => {
  const ui = useWorkbench({ folder: brokenFolder, size: { width: 1600, height: 1000 } });

  it('says what to install when it is to be debugged, and there is no debugger', async () => {
    const { driver } = ui;
    await chooseInContextMenu(driver, explorerItem(driver, 'broken.py'), 'Train on SageMaker…');
    const page = await launchPage(driver);
    await page.getByRole('button', { name: 'Debug here' }).click({ timeout: patience });
    await driver.notification('install the extension "Python Debugger"').waitFor({ timeout: patience });
    await driver.runCommand('Notifications: Clear All Notifications');
  });

  it('stands in tasks.json as it was filled in', async () => {
    const { driver, workbench } = ui;
    const page = await launchPage(driver);
    await page.getByRole('button', { name: 'Save as task…' }).click({ timeout: patience });
    await driver.quickInputBox.waitFor({ timeout: patience });
    await driver.enter(label);
    const file = join(workbench.sandbox.workspace, '.vscode', 'tasks.json');
    const text = await until('tasks.json', () => readFile(file, 'utf8').catch(() => undefined));
    assert.match(text, /"type": "sagemaker"/);
    assert.match(text, /"script": "broken\.py"/);
  });

  it('runs from the command palette, and shows the log of its job', async () => {
    const { driver, workbench } = ui;
    await driver.runCommand('View: Close All Editors');
    await driver.runCommand('Tasks: Run Task');
    await driver.pick(label);
    const log = await terminalSays(driver, /● Failed/);
    assert.match(log, /^ValueError: only 2 rows are left$/m);
    assert.equal((await newestJob(workbench)).TrainingJobStatus, 'Failed');
  });

  it('leads from the traceback in its terminal to the line', async () => {
    await terminalLeadsToLine(ui.driver);
  });

  it('puts the traceback into the Problems panel, at its line', async () => {
    await problemLeadsToLine(ui.driver);
  });
});
