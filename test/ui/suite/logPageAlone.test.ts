import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Page } from 'playwright-core';
import { type AlonePage, useBrowser } from '../page/alonePage.ts';
import { LogDouble } from '../page/logDouble.ts';
import { until } from '../until.ts';

// The page by itself, over a spool on disk as the extension has it: what a person sees of logs that no browser could hold.
describe('The log page', () => {
  const browser = useBrowser();
  let folder: string;
  let log: LogDouble;
  let alone: AlonePage;
  let page: Page;

  const lines = () => page.locator('.row .text').allInnerTexts();
  const status = () => page.locator('footer').innerText();
  const result = () => page.locator('.result').innerText();
  const search = page$((p) => p.getByRole('searchbox', { name: 'Find in log' }));
  const list = page$((p) => p.getByRole('listbox'));
  const shows = (text: string) =>
    until(`a row "${text}"`, async () => (await lines()).includes(text) || undefined, {
      seen: async () => (await lines()).join('\n'),
    });
  const says = (pattern: RegExp) =>
    until(String(pattern), async () => pattern.test(await result()) || undefined, { seen: result });

  function page$<T>(get: (page: Page) => T): () => T {
    return () => get(page);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-page-'));
    log = await LogDouble.create(join(folder, 'spool'));
    alone = await log.open({ browser: browser() });
    ({ page } = alone);
  });
  afterEach(async () => {
    await alone[Symbol.asyncDispose]();
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says that there is nothing yet, shows what comes, and stays at the end until one scrolls away', async () => {
    await page.getByText('There is no line yet.').waitFor();
    await log.add(1000);
    await shows('line 999');
    await log.add(1000);
    await shows('line 1999');
    await list().focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    await shows('line 0');
    await log.add(1000);
    await until('the count', async () => (await status()).includes('3,000 lines') || undefined, {
      seen: status,
    });
    await shows('line 0');
    await page.keyboard.press('End');
    await shows('line 2999');
    await log.add(10);
    await shows('line 3009');
    assert.ok((await page.locator('.row').count()) < 100);
  });

  it('goes through a million lines by key, wheel, scroll bar, line and time', async () => {
    await log.add(1_000_000);
    await shows('line 999999');
    await list().focus();
    await page.keyboard.press('Home');
    await shows('line 0');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowDown');
    const active = await page.locator('.row.active .number').innerText();
    assert.ok(Number(active) > 20, active);
    await page.locator('.scroller').hover();
    await page.mouse.wheel(0, 2000);
    await until('rows by the wheel', async () => ((await lines())[0] ?? '') > 'line 100' || undefined);
    assert.ok(Number((await lines())[0]?.slice(5)) < 400, (await lines())[0]);
    // Half way by the scroll bar.
    await page.evaluate(
      `{ const bar = document.querySelector('.scroller'); bar.scrollTop = (bar.scrollHeight - bar.clientHeight) / 2; }`,
    );
    await until(
      'the middle',
      async () => /^line 5000\d\d$|^line 4999\d\d$/.test((await lines())[10] ?? '') || undefined,
    );
    await page.keyboard.press('Control+g');
    await page.keyboard.type('123,457');
    await page.keyboard.press('Enter');
    await shows('line 123456');
    assert.equal(await page.locator('.row.active .text').innerText(), 'line 123456');
    await page.keyboard.press('Control+g');
    await page.keyboard.type('nonsense');
    await page.keyboard.press('Enter');
    await page.getByText('Neither a line number nor a time.').waitFor();
    await page.locator('#go-to').fill(new Date(log.timeOf(777_777)).toISOString());
    await page.keyboard.press('Enter');
    await shows('line 777777');
  });

  it('searches while one types, counts, goes on with F3 and around the end, and marks what is found', async () => {
    await log.add(50_000);
    await shows('line 49999');
    await list().focus();
    await page.keyboard.press('Home');
    await shows('line 0');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('line 4999');
    await says(/^1 of 11 lines$/);
    await shows('line 4999');
    assert.deepEqual(await page.locator('.row.current mark').allInnerTexts(), ['line 4999']);
    await page.keyboard.press('F3');
    await says(/^2 of 11 lines$/);
    await page.keyboard.press('Shift+F3');
    await page.keyboard.press('Shift+F3');
    await says(/^11 of 11 lines$/);
    await shows('line 49999');
    await page.getByRole('button', { name: 'Use regular expression' }).click();
    await search().fill('(');
    await says(/Invalid regular expression/);
    await search().fill('LINE \\d*77$');
    await says(/of 500 lines$/);
    await page.getByRole('button', { name: 'Match case' }).click();
    await says(/^No lines found$/);
    await search().fill('line \\d*77$');
    await page.getByRole('button', { name: 'Show only lines that are found' }).click();
    await until('the count', async () => (await status()).includes('500 of 50,000 lines') || undefined, {
      seen: status,
    });
    await page.keyboard.press('Escape');
    await list().focus();
    await page.keyboard.press('Home');
    await until(
      'only these',
      async () => String((await lines()).slice(0, 2)) === 'line 77,line 177' || undefined,
    );
    await search().fill('');
    await until('all', async () => /(?<!of )50,000 lines/.test(await status()) || undefined, {
      seen: status,
    });
  });

  it('filters by level and host, colours both, and copies rows', async () => {
    await log.addRaw([
      { stream: 'job/algo-1-1', timestamp: 1000, message: 'INFO: \u001b[32mgreen\u001b[0m' },
      { stream: 'job/algo-2-1', timestamp: 2000, message: 'ERROR: no rows' },
      { stream: 'job/algo-1-1', timestamp: 3000, message: 'WARNING: few rows' },
    ]);
    await shows('ERROR: no rows');
    assert.equal(await page.locator('.row .fg-2').first().innerText(), 'green');
    assert.deepEqual(await page.locator('.host').allInnerTexts(), ['algo-1', 'algo-2', 'algo-1']);
    await page.getByLabel('Level').selectOption('Warnings and errors');
    await until('two rows', async () => (await lines()).length === 2 || undefined);
    await page.getByLabel('Host').selectOption('algo-1');
    await until('one row', async () => String(await lines()) === 'WARNING: few rows' || undefined);
    await page.getByLabel('Host').selectOption('All hosts');
    await until('two rows again', async () => (await lines()).length === 2 || undefined);
    await list().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await until(
      'the clipboard',
      async () => log.clipboard === 'ERROR: no rows\nWARNING: few rows\n' || undefined,
    );
    await page.getByText('2 lines copied').waitFor();
  });

  it('shows JSON lines as a person reads them, as they were written on demand, and what a search finds there', async () => {
    const [written, readable] = ['{"level":"error","message":"no GPU","step":3}', 'ERROR no GPU  step=3'];
    await log.addRaw([{ stream: 's', timestamp: 0, message: written }]);
    await shows(readable);
    await page.getByRole('button', { name: 'Raw' }).click();
    await shows(written);
    await page.getByRole('button', { name: 'Raw' }).click();
    await shows(readable);
    await search().fill('step=3');
    await says(/^1 of 1 line$/);
    assert.deepEqual(await page.locator('.row.current mark').allInnerTexts(), ['step=3']);
    await search().fill('"step":3');
    await shows(written);
    await says(/^1 of 1 line$/);
  });

  it('shows the beginning of a line of a megabyte, and opens all of it', async () => {
    await log.addRaw([{ stream: 's', timestamp: 0, message: `${'x'.repeat(1 << 20)}\ufffd\u0000` }]);
    await page.locator('.cut').waitFor();
    assert.ok(((await lines())[0] ?? '').length <= 8192);
    await list().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await until('the line is opened', async () => log.openedLines[0] === 0 || undefined);
  });

  it('leads from a traceback, an S3 URI, an ARN and a URL to what they name', async () => {
    await log.addRaw([
      {
        stream: 's',
        timestamp: 0,
        message: '\u001b[31m  File "/opt/ml/code/train.py", line 3, in main\u001b[0m',
      },
      {
        stream: 's',
        timestamp: 0,
        message: 'model at s3://bucket/model.tar.gz, see https://example.com/a?b=1.',
      },
    ]);
    await page.locator('.link').first().click();
    await until('the source', async () => log.followed.length === 1 || undefined);
    for (const index of [1, 2]) await page.locator('.link').nth(index).click();
    await until('all', async () => log.followed.length === 3 || undefined);
    assert.deepEqual(log.followed, [
      { type: 'file', file: '/opt/ml/code/train.py', line: 3, certain: true },
      { type: 's3', uri: 's3://bucket/model.tar.gz' },
      { type: 'url', url: 'https://example.com/a?b=1' },
    ]);
  });
});
