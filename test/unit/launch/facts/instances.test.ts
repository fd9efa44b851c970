import type { PricingClient } from '@aws-sdk/client-pricing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isCapacityError, shortageOf } from '../../../../src/launch/facts/capacity.ts';
import { type InstanceMarket, InstanceTable } from '../../../../src/launch/facts/instanceTable.ts';
import { regionOffer } from '../../../../src/launch/facts/regionOffer.ts';
import { PriceListServer, product } from '../../catalog/prices/priceListServer.ts';

describe('why a job got no instances', () => {
  it.each([
    [{ name: 'ResourceLimitExceeded', message: 'quota' }, 'quota'],
    [{ name: 'InsufficientCapacityException' }, 'capacity'],
    [
      {
        TrainingJobStatus: 'Failed',
        FailureReason: 'CapacityError: Unable to provision requested ML compute capacity.',
      },
      'capacity',
    ],
    [{ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxWaitTimeExceeded' }, 'capacity'],
    [{ TrainingJobStatus: 'Failed', FailureReason: 'AlgorithmError: CapacityError' }, undefined],
    [{ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' }, undefined],
    [{ TrainingJobStatus: 'Completed' }, undefined],
    [{ name: 'ValidationException' }, undefined],
    [undefined, undefined],
  ])('%j: %s', (ended, shortage) => {
    expect(shortageOf(ended)).toBe(shortage);
    expect(isCapacityError(ended)).toBe(shortage !== undefined);
  });
});

describe('what a region offers', () => {
  const server = new PriceListServer();
  let client: PricingClient;
  beforeAll(async () => {
    client = await server.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.asked.length = 0;
  });
  const list = (PriceList: string[], NextToken?: string) => ({
    body: { FormatVersion: 'aws_v1', PriceList, NextToken },
  });

  it('is asked for at once, page by page', async () => {
    server.answer = ({ NextToken }) =>
      NextToken === undefined
        ? list([product('USE1-Train:ml.g5.xlarge', '1.408'), product('USE1-Ho?st:ml.g5.xlarge', '9')], 'more')
        : list([product('Train:ml.m5.large', '0.115'), product('USE1-Train:ml.p9.huge', '0'), 'no JSON']);
    expect(await regionOffer(client, 'us-east-1')).toEqual(
      new Map([
        ['ml.g5.xlarge', 1.408],
        ['ml.m5.large', 0.115],
      ]),
    );
    expect(server.asked).toHaveLength(2);
    expect(server.asked[0]?.Filters).toContainEqual({
      Type: 'TERM_MATCH',
      Field: 'component',
      Value: 'Training',
    });
  });

  it('is unknown when nothing is listed', async () => {
    server.answer = () => list([]);
    expect(await regionOffer(client, 'us-east-1')).toBeUndefined();
  });

  const refuse = async (): Promise<never> => {
    throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  };
  const market = (more: Partial<InstanceMarket>): InstanceMarket => ({
    region: 'us-east-1',
    billed: true,
    pricing: async () => client,
    quotas: refuse,
    sagemaker: refuse,
    ...more,
  });
  const file = 'media/data/instances.json';

  it('fills the table’s prices and availability; what may not be asked is unknown and said', async () => {
    server.answer = () => list([product('USE1-Train:ml.g5.xlarge', '1.408')]);
    const failures: unknown[] = [];
    const table = new InstanceTable(file, (error) => failures.push(error));
    const one = market({});
    const { rows, notes } = await table.facts(one);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.find(({ instanceType }) => instanceType === 'ml.g5.xlarge')).toMatchObject({
      gpu: expect.any(String) as string,
      gpuCount: 1,
      gpuMemoryGiB: 22.4,
      vCpu: 4,
      memoryGiB: 16,
      usdPerHour: 1.408,
      available: true,
      quota: undefined,
      used: undefined,
    });
    expect(rows.find(({ instanceType }) => instanceType === 'ml.m5.xlarge')?.available).toBe(false);
    expect(rows.find(({ instanceType }) => instanceType === 'ml.trn2.48xlarge')).toMatchObject({
      gpuMemoryGiB: 96,
      totalGpuMemoryGiB: 1536,
    });
    expect(notes.join(' ')).toMatch(
      /Price List API for us-east-1.*Quotas could not be asked.*could not be counted/,
    );
    expect(failures).toHaveLength(2);
    // Kept for a while: nobody is asked for prices again.
    await table.facts(one, undefined, ['ml.g5.xlarge']);
    expect(server.asked).toHaveLength(1);
  });

  it('falls back to the dated rates, and then does not know what a region has', async () => {
    const table = new InstanceTable(file, () => undefined);
    const { rows, notes } = await table.facts(market({ pricing: refuse }), undefined, ['ml.g5.2xlarge']);
    expect(rows[0]).toMatchObject({ usdPerHour: expect.any(Number) as number, available: undefined });
    expect(notes[0]).toMatch(/dated/);
    expect(
      (await table.known(market({ region: 'eu-west-3' }))).every((row) => row.usdPerHour === undefined),
    ).toBe(true);
  });
});
