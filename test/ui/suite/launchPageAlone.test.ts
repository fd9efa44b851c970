import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Page } from 'playwright-core';
import type { LaunchEdit, LaunchPage } from '../../../src/messages/launch.ts';
import type { InstanceRow } from '../../../src/messages/launchInstances.ts';
import type { Problem } from '../../../src/messages/launchProblem.ts';
import { type AlonePage, openAlone, useBrowser } from '../page/alonePage.ts';
import { edited, instanceRows, launchPage, valueOf, withRequest } from '../page/launchDouble.ts';
import { until } from '../until.ts';

// The page by itself, with a launch that the test plays: what a keyboard does to it, and what it asks for.
describe('The launch page', () => {
  const browser = useBrowser();
  let rows: readonly InstanceRow[];
  let state: LaunchPage;
  let alone: AlonePage;
  let page: Page;
  let edits: LaunchEdit[];
  let asked: { name: string; input: unknown }[];
  let failure: string | undefined;

  const show = async (change: Partial<LaunchPage>): Promise<void> => {
    state = { ...state, ...change };
    await alone.tell('page', state);
  };
  const input = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  const asksFor = (name: string) =>
    until(`the page asks "${name}"`, async () => asked.find((one) => one.name === name));
  const requested = (...path: (string | number)[]) => valueOf(state.request, path);
  const becomes = (path: (string | number)[], value: unknown) =>
    until(
      `${path.join('.')} is ${JSON.stringify(value)}`,
      async () => JSON.stringify(requested(...path)) === JSON.stringify(value) || undefined,
      { seen: async () => JSON.stringify(state.request) },
    );

  beforeEach(async () => {
    rows = await instanceRows();
    state = withRequest(launchPage, launchPage.request);
    edits = [];
    asked = [];
    failure = undefined;
    alone = await openAlone({
      browser: browser(),
      name: 'launch',
      answer: async (name, sent) => {
        if (name === 'instances') return rows;
        asked.push({ name, input: sent });
        if (failure !== undefined) throw new Error(failure);
        if (name !== 'edit') return name === 'launch' ? { jobName: 'train-1' } : undefined;
        edits.push(sent as LaunchEdit);
        state = edited(state, sent as LaunchEdit);
        await alone.tell('page', state);
        return undefined;
      },
    });
    ({ page } = alone);
  });
  afterEach(() => alone[Symbol.asyncDispose]());

  it('says what it waits for until the first page comes', async () => {
    await page.getByRole('status').filter({ hasText: 'Reading the script' }).waitFor();
    await show({});
    await page.getByRole('heading', { name: 'Instance' }).waitFor();
  });

  it('waits for its connection in words, and offers what may help where there is none', async () => {
    const launch = page.locator('#launch');
    await show({ wait: { kind: 'connecting', step: 'Starting SageMaker on this machine…' } });
    await page.getByRole('status').filter({ hasText: 'Starting SageMaker on this machine…' }).waitFor();
    assert.notEqual(await launch.getAttribute('disabled'), null);
    const message = 'SageMaker on this machine could not start.';
    const problem: Problem = { field: 'page', path: [], message, severity: 'error' };
    await show({ wait: { kind: 'failed', message, advice: undefined }, problems: [problem] });
    await page.locator('[data-field=page] .problem').filter({ hasText: message }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    assert.equal((await asksFor('mendConnection')).input, 'again');
    await show({ wait: undefined, problems: [] });
    await page.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached' });
    assert.equal(await launch.getAttribute('disabled'), null);
  });

  it('sends an argument once, and leaves the text alone while it is typed', async () => {
    await show({});
    const rate = input('learning-rate');
    await rate.fill('');
    await rate.pressSequentially('5e-4');
    await until('the edit', async () => edits.at(-1)?.type === 'hyperparameter' || undefined);
    assert.deepEqual(edits.at(-1), { type: 'hyperparameter', name: 'learning-rate', value: '5e-4' });
    await rate.press('ArrowLeft');
    await show({ cost: 'Another page' });
    await page.getByText('Another page').waitFor();
    await rate.pressSequentially('0');
    assert.equal(await rate.inputValue(), '5e-04');
  });

  it('chooses an instance by keyboard: filter, arrows, Enter', async () => {
    await show({});
    const filter = page.getByRole('searchbox', { name: 'Filter instance types' });
    await filter.fill('gpu>=40 g6e');
    await filter.press('ArrowDown');
    await filter.press('ArrowDown');
    await filter.press('Enter');
    await becomes(['ResourceConfig', 'InstanceType'], 'ml.g6e.2xlarge');
    await page.getByRole('row', { name: /ml\.g6e\.2xlarge/, selected: true }).waitFor();
    await page.locator('.chosen-instance', { hasText: 'ml.g6e.2xlarge' }).waitFor();
  });

  it('cuts no head of the table, whichever it is sorted by', async () => {
    await page.setViewportSize({ width: 920, height: 700 });
    await show({});
    const heads = page.locator('#instance-grid thead th');
    await heads.first().waitFor();
    for (const head of await heads.all()) {
      await head.getByRole('button').click();
      await page
        .locator('#instance-grid th[aria-sort=ascending]', { hasText: await head.innerText() })
        .waitFor();
      const cut = await heads.evaluateAll(
        (all: { scrollWidth: number; clientWidth: number; id: string }[]) =>
          all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
      );
      assert.equal(cut, 0, await head.innerText());
    }
  });

  it('sorts with what has no price last', async () => {
    await show({});
    const unpriced = rows.filter(({ usdPerHour }) => usdPerHour === undefined).length;
    for (const direction of ['ascending', 'descending']) {
      const head = page.getByRole('columnheader', { name: '$/h' });
      if (direction === 'descending') await head.getByRole('button').press('Enter');
      assert.equal(await head.getAttribute('aria-sort'), direction);
      const prices = await page.locator('#instance-grid tbody td:nth-child(2)').allTextContents();
      assert.equal(prices.length, rows.length);
      assert.ok(prices.slice(-unpriced).every((price) => price.trim() === 'unknown'));
    }
  });

  it('edits structures, lists and maps down to their members', async () => {
    await show({});
    await page.locator('summary', { hasText: 'Network and encryption' }).click();
    await page.locator('summary', { hasText: /^VPC/ }).click();
    await page.getByRole('button', { name: 'Add to Subnets' }).click();
    await input('Subnets 1').fill('subnet-1');
    await becomes(['VpcConfig', 'Subnets'], ['subnet-1']);
    await page.getByRole('button', { name: 'Remove Subnets 1' }).click();
    await becomes(['VpcConfig'], undefined);

    await page.locator('summary', { hasText: 'Environment and tags' }).click();
    const environment = page.getByRole('group', { name: 'Environment', exact: true });
    await environment.getByRole('textbox', { name: 'Name' }).fill('NCCL_DEBUG');
    await environment.getByRole('textbox', { name: 'Value' }).fill('INFO');
    await environment.getByRole('textbox', { name: 'Value' }).press('Enter');
    await becomes(['Environment'], { NCCL_DEBUG: 'INFO' });
    await page.getByRole('button', { name: 'Add to Tags' }).click();
    await input('Key').fill('team');
    await becomes(['Tags', 0, 'Key'], 'team');
    await input('Maximum retry attempts').fill('3');
    await becomes(['RetryStrategy', 'MaximumRetryAttempts'], 3);
    await input('Maximum retry attempts').fill('');
    await becomes(['RetryStrategy'], undefined);
    await input('Session chaining').fill('{"EnableSessionTagChaining": true}');
    await becomes(['SessionChainingConfig'], { EnableSessionTagChaining: true });
  });

  it('takes times as people write them', async () => {
    await show({});
    const limit = input('Time limit');
    assert.equal(await limit.inputValue(), '1 h 30 min');
    await limit.fill('2:15');
    await becomes(['StoppingCondition', 'MaxRuntimeInSeconds'], 8100);
    await limit.blur();
    await until(
      'the time is written out',
      async () => (await limit.inputValue()) === '2 h 15 min' || undefined,
    );
  });

  it('chooses from a few by keyboard, and takes it back', async () => {
    await show({});
    const optimizer = page.getByRole('combobox', { name: 'optimizer' });
    await optimizer.focus();
    await optimizer.press('Enter');
    await optimizer.press('ArrowDown');
    await optimizer.press('ArrowDown');
    await optimizer.press('Enter');
    await until('the choice', async () => edits.at(-1)?.type === 'hyperparameter' || undefined);
    assert.deepEqual(edits.at(-1), { type: 'hyperparameter', name: 'optimizer', value: 'sgd' });
    await page.locator('vscode-dropdown[aria-label=optimizer]', { hasText: 'sgd' }).waitFor();
    await show({
      arguments: state.arguments.map((row) => (row.name === 'optimizer' ? { ...row, value: 'lion' } : row)),
    });
    await until(
      'the dropdown shows what the extension says',
      async () => (await optimizer.getAttribute('current-value')) === 'lion' || undefined,
    );
  });

  it('adds, changes and removes channels without mixing their texts up', async () => {
    await show({});
    await page.getByRole('button', { name: 'Add channel' }).click();
    await input('Channel channel-2: location').fill('s3://bucket/validation');
    await page.getByRole('button', { name: 'Remove Channel training' }).click();
    await until('one channel is left', async () => (state.channels.length === 1 ? true : undefined));
    assert.equal(state.channels[0]?.location, 's3://bucket/validation');
    await until(
      'its text stands in the first row',
      async () =>
        (await input('Channel channel-2: location').inputValue()) === 's3://bucket/validation' || undefined,
    );
    await page.getByRole('button', { name: 'Browse in S3 for Channel channel-2' }).press('Enter');
    assert.deepEqual((await asksFor('browseChannel')).input, { index: 0, where: 's3' });
  });

  it('leads from a problem to its field, also into what is folded', async () => {
    const problem = (field: Problem['field'], path: Problem['path'], message: string): Problem => ({
      field,
      path,
      message,
      severity: 'error',
    });
    // A click that is under way when problems come or go still lands.
    await show({});
    const request = page.getByRole('button', { name: 'Request', exact: true });
    const before = await request.boundingBox();
    await show({
      problems: [
        problem('hyperparameter', ['checkpoint'], 'The script requires a value.'),
        problem('request', ['VpcConfig', 'Subnets'], 'Required with a VPC.'),
      ],
    });
    const launch = page.locator('#launch');
    assert.notEqual(await launch.getAttribute('disabled'), null);
    const toggle = page.getByRole('button', { name: '2 problems' });
    await toggle.waitFor();
    assert.deepEqual(await request.boundingBox(), before);
    await toggle.press('Enter');
    await page.getByRole('button', { name: /Required with a VPC/ }).press('Enter');
    await page.locator('vscode-button[aria-label="Add to Subnets"]:focus-within').waitFor();
    const checkpoint = input('checkpoint');
    assert.equal(await checkpoint.getAttribute('aria-invalid'), 'true');
    const description = await page.evaluate<string>(
      `document.querySelector('[aria-label=checkpoint]').control.ariaDescribedByElements
        .map((said) => said.textContent).join(' ')`,
    );
    assert.match(description, /The script requires a value/);
  });

  it('launches after all edits have gone, says so, and is read-only while it is busy', async () => {
    await show({});
    await input('epochs').fill('3');
    await page.locator('#launch').press('Enter');
    await asksFor('launch');
    const names = asked.map(({ name }) => name);
    assert.ok(names.indexOf('edit') < names.indexOf('launch'));
    await page.getByText('Started train-1.').waitFor();
    await show({ busy: { title: 'Launching', step: 'Uploading 3 of 12 files' } });
    await page.getByRole('status').filter({ hasText: 'Uploading 3 of 12 files' }).waitFor();
    assert.notEqual(await page.locator('main').getAttribute('inert'), null);
    await page.locator('#cancel:focus-within').waitFor();
    await page.keyboard.press('Enter');
    await asksFor('cancel');
    await show({ busy: undefined });
    await page.locator('#launch:focus-within').waitFor();
  });

  it('shows what did not work, and goes on', async () => {
    await show({});
    failure = 'The role cannot be read.';
    await page.getByRole('button', { name: 'Create a role…' }).click();
    await page.getByRole('alert').filter({ hasText: 'The role cannot be read.' }).waitFor();
    failure = undefined;
    await page.getByRole('button', { name: 'Save as task…' }).click();
    await asksFor('saveTask');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('offers its menus to the keyboard', async () => {
    await show({});
    await page.getByRole('button', { name: 'Copy as…' }).press('Enter');
    await page.getByRole('menuitem', { name: 'JSON' }).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal((await asksFor('copyAs')).input, 'boto3');
    await page.getByRole('button', { name: 'Try here first' }).press('Enter');
    assert.deepEqual((await asksFor('tryHere')).input, { minutes: 5 });
  });

  it('shows the request to the letter, and fits a narrow column', async () => {
    await page.setViewportSize({ width: 350, height: 700 });
    await show({});
    await page.getByRole('button', { name: 'Request', exact: true }).click();
    const text = await page.locator('pre').textContent();
    assert.deepEqual(JSON.parse(text ?? ''), state.request);
    const beyond = await page.evaluate<number>(
      "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth",
    );
    assert.equal(beyond, 0, `${beyond} px do not fit`);
    // The table scrolls by itself, and its rows keep their names.
    const row = page.locator('#instance-grid tbody tr').first();
    await row.locator('td').last().scrollIntoViewIfNeeded();
    const [table, name, last] = await Promise.all(
      [page.locator('.grid-scroll'), row.locator('td').first(), row.locator('td').last()].map((one) =>
        one.boundingBox(),
      ),
    );
    assert.ok(table && name && last, 'the table is drawn');
    assert.ok(
      name.x >= table.x && name.x + name.width <= last.x,
      `${name.x} is not in sight from ${table.x}`,
    );
  });
});
