import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { asked, patience, pressLaunch, terminalSays } from '../acts.ts';
import { newestJob } from '../engine.ts';
import { writeAsHost } from '../logs.ts';
import { launch } from '../scenes/launch.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

/** One test builds on the other. */
describe('A tail', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 900 } });

  it('shows several hosts, and is filtered from its own keys while lines come', async () => {
    const { driver, workbench } = ui;
    await driver.openView('SageMaker');
    await launch(driver, 'train.py', { hyperparameters: { epochs: '3000', 'epoch-seconds': '0.3' } });
    await pressLaunch(driver);
    await terminalSays(driver, /^epoch=\d+ /m);
    const { TrainingJobName: job = '' } = await newestJob(workbench);
    await writeAsHost(workbench, job, 'algo-2', [
      'epoch=1 on the second host',
      '/opt/ml/code/train.py:12: UserWarning: \u001b[2Jthe screen stays as it is',
    ]);
    await terminalSays(driver, /^\[algo-2\] \/opt\/ml\/code\/train\.py:12: UserWarning: the screen stays/m);
    await terminalSays(driver, /^\[algo-1\] epoch=\d+ /m);

    await press(driver, 'f');
    await asked(driver, 'loss');
    await driver.quickInputBox.or(driver.quickInput.locator('input')).first().fill('/(/');
    await driver.quickInput.getByText(/Unterminated group/).waitFor({ timeout: patience });
    await driver.quickInput.locator('input').first().fill('>=warning');
    await driver.quickInput.getByText('Shows lines with ≥ warning').waitFor({ timeout: patience });
    await driver.page.keyboard.press('Enter');
    const filtered = await terminalSays(driver, /^Showing ≥ warning · 1 of [\d,]+ lines · c shows all$/m);
    assert.match(filtered, /UserWarning/);
    assert.doesNotMatch(filtered, /epoch=/);
    const count = /of ([\d,]+) lines/.exec(filtered)?.[1] ?? '';
    await terminalSays(driver, new RegExp(`1 of (?!${count} )[\\d,]+ lines`));
  });

  it('leads from a place in code to the person’s own file', async () => {
    const { driver } = ui;
    const row = driver.page
      .locator('.terminal-wrapper.active .xterm-rows > div')
      .filter({ hasText: 'UserWarning' });
    // One color, one element: what stands between the host and the level.
    const box = await row.first().locator('span').filter({ hasText: 'train.py:12' }).first().boundingBox();
    assert.ok(box, 'the place is not seen');
    const [x, y] = [box.x + box.width * 0.7, box.y + box.height / 2];
    await until('train.py opens at line 12', async () => {
      await driver.page.mouse.move(x + 40, y + 60);
      await driver.page.keyboard.down('Control');
      await driver.page.mouse.move(x, y, { steps: 4 });
      await driver.page.waitForTimeout(600);
      await driver.page.mouse.click(x, y);
      await driver.page.keyboard.up('Control');
      await driver.page.waitForTimeout(1000);
      const status = await driver.page.locator('.part.statusbar').innerText();
      return status.includes('Ln 12, Col 1') ? status : undefined;
    });
    const tab = driver.page.locator('.part.editor .tab.active');
    assert.match((await tab.innerText()).replace(/\s/g, ''), /^train\.py/);
  });

  it('shows all again, one host alone, with the time, and stops and goes on', async () => {
    const { driver } = ui;
    await press(driver, 'c');
    await terminalSays(driver, /^\[algo-1\] epoch=\d+ [^]*^\[algo-1\] epoch=\d+ /m);
    await press(driver, 'h');
    await asked(driver, 'Whose lines are shown');
    await driver.pick('algo-2');
    const alone = await terminalSays(driver, /^Showing algo-2 · 2 of [\d,]+ lines · c shows all$/m);
    assert.doesNotMatch(alone, /^\[algo-1\]/m);
    await press(driver, 't');
    await terminalSays(driver, /^\d\d:\d\d:\d\d\.\d{3} \[algo-2\] epoch=1 on the second host$/m);
    await press(driver, 'c');
    await press(driver, 't');
    await press(driver, 'Control+c');
    await terminalSays(driver, /No longer followed\.[^]*Press r to resume\./);
    // Room for what was before and what comes after.
    await driver.runCommand('View: Toggle Maximized Panel');
    await press(driver, 'r');
    const resumed = await terminalSays(driver, /Press r to resume\.[^]*(?:^\[algo-1\] epoch=\d+ [^]*){3}/m);
    const epochs = [...resumed.matchAll(/^\[algo-1\] epoch=(\d+) /gm)].map(([, epoch]) => Number(epoch));
    assert.deepEqual(
      epochs,
      Array.from({ length: epochs.length }, (_, i) => (epochs[0] ?? 0) + i),
    );
  });
});

/** Presses a key in the terminal that is seen. */
async function press(driver: WorkbenchDriver, key: string): Promise<void> {
  await driver.page.locator('.terminal-wrapper.active .xterm-screen').click({ position: { x: 5, y: 5 } });
  await driver.page.keyboard.press(key);
}
