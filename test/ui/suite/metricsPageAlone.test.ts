import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Page } from 'playwright-core';
import type { MetricsUpdate, SavedFile } from '../../../src/messages/metrics.ts';
import { type AlonePage, openAlone, useBrowser } from '../page/alonePage.ts';
import { falling, measure, metric, subject, twoJobs } from '../page/metricsDouble.ts';
import { until } from '../until.ts';

// The page by itself, told what the test wants: what is drawn, said and saved, and what a keyboard does to it.
describe('The metrics page', () => {
  const browser = useBrowser();
  let alone: AlonePage | undefined;
  let page: Page;
  let asked: { name: string; input: unknown }[];
  let known: MetricsUpdate | (() => never);

  const open = async (update: typeof known): Promise<void> => {
    await alone?.[Symbol.asyncDispose]();
    known = update;
    asked = [];
    alone = await openAlone({
      browser: browser(),
      name: 'metrics',
      size: { width: 1300, height: 900 },
      answer: (name, input) => {
        asked.push({ name, input });
        if (name !== 'load') return name === 'save' ? true : undefined;
        return typeof known === 'function' ? known() : known;
      },
    });
    ({ page } = alone);
  };
  const chart = (title: string) => page.locator(`figure[data-chart="${title}"]`);
  const plot = (title: string) => chart(title).getByRole('img');
  const saved = () =>
    until(
      'a file to save',
      async () => asked.find(({ name }) => name === 'save')?.input as SavedFile | undefined,
    );
  const legend = (title: string) => chart(title).locator('.legend li').allInnerTexts();

  beforeEach(() => open(twoJobs()));
  afterEach(async () => {
    await alone?.[Symbol.asyncDispose]();
    alone = undefined;
  });

  it('says to screen readers what each chart shows', async () => {
    const name = await plot('accuracy').getAttribute('aria-label');
    assert.match(
      name ?? '',
      /^Line chart accuracy\. penguins-lr-01: 60 values, epoch 1 to 60, last [\d.]+, highest [\d.]+ at epoch \d+\. penguins-lr-05: 60 values/,
    );
    assert.deepEqual(await page.getByRole('heading', { level: 2 }).allTextContents(), [
      'Metrics',
      'Instances',
    ]);
  });

  it('goes from point to point by keyboard, and says the values there', async () => {
    await plot('loss').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const spoken = chart('loss').getByRole('status');
    await spoken.filter({ hasText: /^Epoch 2: penguins-lr-01 · train:loss [\d.]+, / }).waitFor();
    await page.keyboard.press('End');
    await spoken.filter({ hasText: /^Epoch 60: / }).waitFor();
  });

  it('zooms by keyboard and by dragging, all charts of the same axis together, and shows all again', async () => {
    const reset = page.getByText('Reset zoom');
    await plot('loss').focus();
    await page.keyboard.press('+');
    await reset.waitFor();
    await page.keyboard.press('Escape');
    await reset.waitFor({ state: 'detached' });
    const box = await chart('loss').locator('.u-over').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await reset.waitFor();
    await reset.click();
    await reset.waitFor({ state: 'detached' });
  });

  it('keeps the cursors of charts in step, and shows all lines where the pointer is', async () => {
    const over = chart('loss').locator('.u-over');
    const box = await over.boundingBox();
    assert.ok(box);
    await over.hover({ position: { x: box.width * 0.3, y: 50 } });
    await chart('loss')
      .locator('.tooltip')
      .getByText(/^Epoch \d+$/)
      .waitFor();
    assert.equal(await chart('loss').locator('.tooltip-label').count(), 4);
    const heights = await chart('loss')
      .locator('.tooltip-label')
      .evaluateAll((labels: readonly { readonly clientHeight: number }[]) =>
        labels.map((label) => label.clientHeight),
      );
    assert.ok(Math.max(...heights) < 25, `names in several lines: ${heights.join()}`);
    const before = await legend('accuracy');
    await over.hover({ position: { x: box.width * 0.9, y: 50 } });
    const told = await chart('loss').locator('.tooltip').boundingBox();
    assert.ok(told && told.x >= 0 && told.x + told.width <= 1300, JSON.stringify(told));
    await until('the other chart’s values follow', async () =>
      (await legend('accuracy')).join() === before.join() ? undefined : true,
    );
  });

  it('smooths what is drawn, and neither the table nor the CSV', async () => {
    await chart('loss').getByRole('button', { name: 'Show the table' }).click();
    const first = () => chart('loss').locator('tbody td').first().textContent();
    const [before, drawn] = [await first(), await pixels('loss')];
    await page.getByRole('slider').fill('0.9');
    await until('another picture', async () => ((await pixels('loss')) === drawn ? undefined : true));
    assert.equal(await first(), before);
    await chart('loss').getByRole('button', { name: 'Save loss as CSV' }).click();
    const { name, content } = await saved();
    assert.equal(name, 'penguins-lr-01-loss.csv');
    assert.ok(content.split('\r\n')[1]?.endsWith(`,epoch,1,${before ?? ''},`), content.slice(0, 200));
  });

  it('hides a line, draws on a logarithmic axis, and marks another best value', async () => {
    const line = chart('loss').getByRole('button', { name: 'penguins-lr-05 · train:loss' });
    await line.click();
    assert.equal(await line.getAttribute('aria-pressed'), 'false');
    assert.doesNotMatch((await plot('loss').getAttribute('aria-label')) ?? '', /lr-05 · train:loss/);
    await chart('loss').getByRole('button', { name: 'log', exact: true }).click();
    await chart('loss').getByRole('combobox').selectOption('highest');
    await chart('loss')
      .getByText(/^highest [\d.]+ at epoch/)
      .first()
      .waitFor();
    await chart('loss').getByRole('combobox').selectOption('none');
    await chart('loss')
      .getByText(/ at epoch/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('takes a job away, and keeps what opens it again beside how it is looked at', async () => {
    await page.getByRole('button', { name: 'Take away penguins-lr-05' }).click();
    await until('the request', async () => asked.at(-1)?.input === 'trainingJob/penguins-lr-05' || undefined);
    await until('one line', async () => (await legend('accuracy')).length === 1 || undefined);
    const reopening = {
      connectionKey: 'this-machine',
      subject: [{ kind: 'trainingJob', name: 'penguins-lr-01' }],
    };
    await alone?.reopenWith(reopening);
    const kept = () => page.evaluate<Readonly<Record<string, unknown>>>('acquireVsCodeApi().getState()');
    await until('what it keeps', async () => isDeepStrictEqual(await kept(), { reopening }) || undefined);
    await chart('accuracy').getByRole('combobox').selectOption('none');
    await until('how it is looked at', async () => typeof (await kept())['page'] === 'object' || undefined);
    assert.deepEqual((await kept())['reopening'], reopening);
  });

  it('draws pictures of all charts in one', async () => {
    await page.getByText('Save all as PNG…').click();
    const { type, content } = await saved();
    const bytes = Buffer.from(content, 'base64');
    assert.deepEqual([type, bytes.subarray(1, 4).toString()], ['png', 'PNG']);
    // Four charts, each with its legend.
    assert.ok(bytes.readUInt32BE(20) > 4 * 240, `${bytes.readUInt32BE(20)} pixels high`);
  });

  it('grows while values come, and keeps what is zoomed', async () => {
    await open({ subjects: [subject('a')], series: [metric('a', 'loss', [3, 2])], gone: [] });
    await chart('loss').getByText('lowest 2 at epoch 2').waitFor();
    await alone?.tell('update', { subjects: [], series: [metric('a', 'loss', [1, 1.5], 2)], gone: [] });
    await chart('loss').getByText('lowest 1 at epoch 3').waitFor();
    assert.match((await plot('loss').getAttribute('aria-label')) ?? '', /4 values, epoch 1 to 4/);
  });

  it('says why there is nothing to see, and what to do', async () => {
    const text = 'This job has no metric definitions.';
    await open({ subjects: [subject('a', { notes: [{ text, act: 'clone' }] })], series: [], gone: [] });
    await page.getByText(text).waitFor();
    await page.getByRole('button', { name: 'Clone the job…' }).click();
    await until('the act', async () => asked.find(({ name }) => name === 'act'));
    assert.deepEqual(asked.at(-1)?.input, { subject: 'trainingJob/a', act: 'clone' });
    assert.equal(await page.locator('line-chart').count(), 0);
  });

  it('shows the last values of a job whose others are gone, and no chart', async () => {
    const finals = [{ metric: 'accuracy', value: 0.975 }];
    await open({ subjects: [subject('old', { isRunning: false, finals })], series: [], gone: [] });
    await page.getByRole('cell', { name: '0.975' }).waitFor();
    assert.equal(await page.locator('line-chart').count(), 0);
  });

  it('says what refused to answer', async () => {
    await open(() => {
      throw new Error('These metrics are of another connection.');
    });
    await page.getByRole('alert').getByText('These metrics are of another connection.').waitFor();
    assert.equal(await page.locator('.bone').count(), 0);
  });

  it('draws 100,000 points within a second, and lets one page through them', async () => {
    const began = Date.now();
    await open({
      subjects: [subject('big')],
      series: [
        metric('big', 'loss', falling(100_000, 0.1, 5)),
        measure('big', 'CPUUtilization', 'algo-1', falling(100_000, 40, 6, 30)),
      ],
      gone: [],
    });
    await chart('CPU').locator('canvas').waitFor();
    console.log(`opened with 200,000 points after ${Date.now() - began} ms`);
    const smoothed = (weight: number) =>
      page.evaluate<number>(`new Promise((resolve) => {
        const start = performance.now();
        const slider = document.querySelector('input[type=range]');
        slider.value = '${weight}';
        slider.dispatchEvent(new Event('input'));
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      })`);
    // The best of three: others work on this machine, too.
    const quickest = Math.min(await smoothed(0.8), await smoothed(0.5), await smoothed(0.7));
    console.log(`smoothed and drawn again after ${Math.round(quickest)} ms`);
    assert.ok(quickest < 1000, `${quickest} ms`);
    await chart('loss').getByRole('button', { name: 'Show the table' }).click();
    await chart('loss').getByText('Rows 1 to 100 of 100,000').waitFor();
    await chart('loss').getByRole('button', { name: 'Last', exact: true }).click();
    await chart('loss').getByRole('rowheader', { name: '100,000' }).waitFor();
  });

  /** What a chart's canvas shows, as text. */
  function pixels(title: string): Promise<string> {
    return chart(title)
      .locator('canvas')
      .evaluate((canvas) => (canvas as unknown as { toDataURL(): string }).toDataURL());
  }
});
