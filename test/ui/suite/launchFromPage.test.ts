import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import {
  answerLaunch,
  chooseInContextMenu,
  explorerItem,
  launchPage,
  patience,
  pressLaunch,
} from '../acts.ts';
import { newestJob } from '../engine.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

type Request = Readonly<Record<string, unknown>> & Pick<CreateTrainingJobRequest, 'InputDataConfig'>;

describe('The launch page, from the explorer', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 1000 } });

  it('sends exactly the request that it shows', async () => {
    const { driver, workbench } = ui;
    await chooseInContextMenu(driver, explorerItem(driver, 'train.py'), 'Train on SageMaker…');
    const page = await launchPage(driver);
    await answerLaunch(driver, {
      instanceType: 'ml.g5.2xlarge',
      hyperparameters: { epochs: '2', 'epoch-seconds': '0' },
    });
    await page.getByRole('button', { name: 'Add channel' }).click();
    await page.getByRole('textbox', { name: /^Channel validation: location/ }).fill('data');
    await page.getByRole('button', { name: 'Request', exact: true }).click();
    const shown = await until(
      'the request with all that was typed',
      async () => {
        const text = (await page.locator('pre').textContent()) ?? '{}';
        if (!text.includes('"epochs": "2"') || text.includes('…')) return undefined;
        const request = JSON.parse(text) as Request;
        // The same folder has the same place in S3: until then the channel's location is still being typed.
        const places = (request.InputDataConfig ?? []).map(
          ({ DataSource }) => DataSource?.S3DataSource?.S3Uri,
        );
        return places.length === 2 && places[0] === places[1] ? request : undefined;
      },
      { limit: patience, seen: async () => (await page.locator('pre').textContent()) ?? '' },
    );
    await pressLaunch(driver);
    const job: Readonly<Record<string, unknown>> = { ...(await newestJob(workbench)) };
    // What is sent by tags and the like DescribeTrainingJob does not tell.
    const { Tags: _tags, ...told } = shown;
    for (const [name, value] of Object.entries(told))
      assert.deepEqual(withoutUndefined(job[name]), value, name);
  });
});

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
