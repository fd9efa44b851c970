import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerLaunch, asked, patience, pressLaunch, terminalSays } from '../acts.ts';
import { compareAll, pickRow, trainVariants } from '../scenes/compare.ts';
import { savedFile } from '../savedFile.ts';
import { useWorkbench } from '../workbench.ts';

describe('comparing training jobs', () => {
  const ui = useWorkbench({ size: { width: 1400, height: 1000 } });

  /** What is written once the person has taken the place that is offered. */
  async function saved(act: () => Promise<void>, name: string): Promise<Buffer> {
    await act();
    await ui.driver.quickInputBox.waitFor();
    await ui.driver.page.keyboard.press('Enter');
    return savedFile(ui.workbench.sandbox.workspace, name);
  }

  it('shows what differs, what came out best, and sorts; a row goes when it is taken out', async () => {
    const { driver } = ui;
    await driver.openView('SageMaker');
    await driver.runCommand('SageMaker: Train on SageMaker…');
    await asked(driver, 'The training script');
    await driver.enter('train.py');
    await answerLaunch(driver, { hyperparameters: { epochs: '20', 'epoch-seconds': '0' } });
    await pressLaunch(driver);
    await terminalSays(driver, /Completed/);
    await trainVariants(ui.workbench);
    await driver.runCommand('View: Hide Panel');
    await compareAll(ui.workbench);

    const page = driver.webviewFrame();
    const heads = await page.locator('thead tr:last-child th').allInnerTexts();
    // Equal parameters are left out; what came out is there.
    assert.ok(heads.includes('learning-rate') && heads.includes('hidden'), heads.join());
    assert.ok(!heads.includes('epochs'), heads.join());
    const names = () => page.locator('tbody .job-name').allInnerTexts();
    const trimmed = async () => (await names()).map((name) => name.trim());
    assert.equal(await page.locator('path.job-line').count(), 3);

    await page.getByRole('button', { name: 'learning-rate', exact: true }).click();
    assert.deepEqual(await trimmed(), ['penguins-slow', 'penguins-wide', 'penguins-plain']);
    await page.getByRole('button', { name: 'learning-rate', exact: true }).click();
    assert.deepEqual(await trimmed(), ['penguins-plain', 'penguins-wide', 'penguins-slow']);

    const axis = page.getByRole('slider', { name: 'learning-rate' });
    await axis.press('ArrowDown');
    assert.equal(await axis.getAttribute('aria-valuetext'), '0.005 to 0.05');
    assert.match(await page.locator('tr.outside').innerText(), /penguins-plain/);
    await axis.press('Escape');
    assert.equal(await page.locator('tr.outside').count(), 0);

    const losses = await page.locator('td.best').allInnerTexts();
    assert.ok(losses.length > 0, 'no best value is marked');

    const picture = await saved(() => page.getByText('Save PNG…').click(), 'comparison.png');
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    // Lines of three jobs, their axes and names: one colour alone takes a tenth of it.
    assert.ok(picture.length > 15_000, `${picture.length} bytes`);
    const table = (await saved(() => page.getByText('Save CSV…').click(), 'comparison.csv')).toString();
    assert.match(table, /^Job,Status,Duration \(s\),/);
    assert.equal(table.trimEnd().split('\r\n').length, 4);

    await page.getByRole('button', { name: 'Remove penguins-slow' }).click();
    await page
      .getByRole('button', { name: 'Remove penguins-slow' })
      .waitFor({ state: 'detached', timeout: patience });
    assert.equal(await page.locator('path.job-line').count(), 2);

    // Add it again: only what is not there is offered.
    await page.getByRole('button', { name: 'Add jobs…' }).click();
    await asked(driver, 'Which training jobs?');
    await driver.quickInputBox.fill('penguins-');
    await pickRow(driver, 'penguins-slow').waitFor({ timeout: patience });
    assert.equal(await pickRow(driver, 'penguins-').count(), 1);
    await driver.page.keyboard.press('Escape');
  });
});
