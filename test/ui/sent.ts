/** What the launch page shows as its request, and whether the engine got exactly that. */
import assert from 'node:assert/strict';
import { type CreateTrainingJobRequest, type DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { type FrameLocator } from 'playwright-core';
import { patience } from './acts.ts';
import { until } from './until.ts';

type Request = Readonly<Record<string, unknown>> & Pick<CreateTrainingJobRequest, 'InputDataConfig'>;

/**
 * The request in the page's open drawer, once it has what was typed and two channels of the same folder.
 * @param typed a part of its JSON
 */
export function shownRequest(page: FrameLocator, typed: string): Promise<Request> {
  return until(
    'the request with all that was typed',
    async () => {
      const text = (await page.locator('pre').textContent()) ?? '{}';
      if (!text.includes(typed) || text.includes('…')) return undefined;
      const request = JSON.parse(text) as Request;
      // The same folder has the same place in S3: until then the channel's location is still being typed.
      const places = (request.InputDataConfig ?? []).map(({ DataSource }) => DataSource?.S3DataSource?.S3Uri);
      return places.length === 2 && places[0] === places[1] ? request : undefined;
    },
    { limit: patience, seen: async () => (await page.locator('pre').textContent()) ?? '' },
  );
}

/** Holds a job to the request that was shown for it, member by member. */
export function assertSent(job: DescribeTrainingJobResponse, shown: Request): void {
  const described = JSON.parse(JSON.stringify(job)) as Readonly<Record<string, unknown>>;
  // DescribeTrainingJob does not tell tags.
  const { Tags: _tags, ...told } = shown;
  for (const [name, value] of Object.entries(told)) assert.deepEqual(described[name], value, name);
}
