import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../host/vscode/versions.ts';
import { chooseInContextMenu, explorerItem, patience, pressLaunch, terminalSays } from '../acts.ts';
import { until } from '../until.ts';
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
    const frame = driver.page
      .locator('.terminal-wrapper.active .xterm-rows > div')
      .filter({ hasText: `broken.py", line ${failingLine}` });
    const hover = driver.page.getByText('Open the source');
    // The terminal looks for links where the mouse moves.
    await until('a link in the traceback', async () => {
      const { x, y, height } = (await frame.boundingBox()) ?? { x: 0, y: 0, height: 0 };
      await driver.page.mouse.move(x + 60 + (Date.now() % 20), y + height / 2);
      return (await hover.isVisible()) || undefined;
    });
    await driver.page.keyboard.down('Control');
    await driver.page.mouse.down();
    await driver.page.mouse.up();
    await driver.page.keyboard.up('Control');
    await editorAt('broken.py', failingLine);
  });

  it('lists the exception among the problems, at its line', async () => {
    const { driver } = ui;
    await driver.runCommand('View: Close All Editors');
    await driver.runCommand('Problems: Focus on Problems View');
    const problem = driver.page.locator('.markers-panel .monaco-list-row').filter({ hasText: reason });
    await problem.filter({ hasText: `[Ln ${failingLine}, Col 9]` }).waitFor({ timeout: patience });
    await problem.dblclick();
    await editorAt('broken.py', failingLine);
  });

  /** Waits until a file is open with the cursor in a line. */
  async function editorAt(file: string, line: number): Promise<void> {
    const { page } = ui.driver;
    await page
      .locator('.editor-group-container.active .tab.active')
      .getByText(file)
      .waitFor({ timeout: patience });
    await page
      .locator('.part.statusbar')
      .getByText(new RegExp(`^Ln ${line}, `))
      .waitFor();
  }
});
