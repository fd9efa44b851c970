import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../host/vscode/versions.ts';
import {
  chooseInContextMenu,
  editorAt,
  explorerItem,
  openFrame,
  patience,
  pressLaunch,
  terminalSays,
} from '../acts.ts';
import { useWorkbench } from '../workbench.ts';

const folder = join(root, 'test', 'fixtures', 'failing');
/** As in its broken.py. */
const failingLine = 3;
const reason = 'ValueError: only 2 rows are left';

describe('A script that fails', () => {
  const ui = useWorkbench({ folder, size: { width: 1600, height: 1000 } });

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
    const { driver } = ui;
    await openFrame(driver, `broken.py", line ${failingLine}`);
    await editorAt(driver, 'broken.py', failingLine);
  });

  it('lists the exception among the problems, at its line', async () => {
    const { driver } = ui;
    await driver.runCommand('View: Close All Editors');
    await driver.runCommand('Problems: Focus on Problems View');
    const problem = driver.page.locator('.markers-panel .monaco-list-row').filter({ hasText: reason });
    await problem.filter({ hasText: `[Ln ${failingLine}, Col 9]` }).waitFor({ timeout: patience });
    await problem.dblclick();
    await editorAt(driver, 'broken.py', failingLine);
  });
});
