import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseInContextMenu, explorerItem, pressLaunch, terminalSays } from '../acts.ts';
import { brokenFolder, problemLeadsToLine, reason, terminalLeadsToLine } from '../brokenScript.ts';
import { useWorkbench } from '../workbench.ts';

describe('A script that fails', () => {
  const ui = useWorkbench({ folder: brokenFolder, size: { width: 1600, height: 1000 } });

  it('says why in the terminal and in a notification', async () => {
    const { driver } = ui;
    await chooseInContextMenu(driver, explorerItem(driver, 'broken.py'), 'Train on SageMaker…');
    await pressLaunch(driver);
    const log = await terminalSays(driver, /● Failed[^]*Next/);
    assert.match(log, /^ValueError: only 2 rows are left$/m);
    assert.doesNotMatch(log, /never printed/);
    await driver.notification(new RegExp(`Training job broken-.* failed: ${reason}`)).waitFor();
  });

  it('leads from the traceback in the terminal to the line', async () => {
    await terminalLeadsToLine(ui.driver);
  });

  it('lists the exception among the problems, at its line', async () => {
    await problemLeadsToLine(ui.driver);
  });
});
