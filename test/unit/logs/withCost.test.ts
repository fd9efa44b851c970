import { describe, expect, it } from 'vitest';
import type { Rate } from '../../../src/catalog/prices/rate.ts';
import { logKinds } from '../../../src/logs/follow/kinds/logKinds.ts';
import { resourceState } from '../../../src/logs/follow/resourceState.ts';
import { withCost } from '../../../src/logs/withCost.ts';

const began = Date.UTC(2026, 10, 21, 12);
const job = {
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  CreationTime: new Date(began),
  TrainingEndTime: new Date(began + 600_000),
  BillableTimeInSeconds: 500,
  ResourceConfig: { InstanceType: 'ml.g5.2xlarge', InstanceCount: 2 },
  ModelArtifacts: { S3ModelArtifacts: 's3://b/model.tar.gz' },
};

function market(billed: boolean) {
  return { region: 'us-west-2', billed, pricing: () => Promise.resolve(undefined) };
}

async function factsOf(
  rateOf: Rate | ((instanceType: string | undefined) => Rate | Promise<Rate>),
  { billed = true, document = job }: { billed?: boolean; document?: object } = {},
) {
  const rate = async (_: unknown, { instanceType }: { instanceType: string | undefined }) =>
    typeof rateOf === 'function' ? rateOf(instanceType) : rateOf;
  const state = resourceState(logKinds.trainingJob, document);
  return (await withCost(state, market(billed), { rate })).end?.facts;
}

const usd = (dollars: number): Rate => ({ kind: 'known', usd: dollars, source: 'snapshot' });

describe('what a job has cost', () => {
  it('is its billable time at the rate of all its instances, behind the duration', async () => {
    const [duration, model] = (await factsOf({ kind: 'unknown' })) ?? [];
    expect(await factsOf(usd(1.515))).toEqual([duration, ['Cost', '≈ $0.42'], model]);
  });

  it('is that of all groups of a mixed cluster', async () => {
    const ResourceConfig = {
      InstanceGroups: [
        { InstanceType: 'ml.a', InstanceCount: 1, InstanceGroupName: 'a' },
        { InstanceType: 'ml.b', InstanceCount: 3, InstanceGroupName: 'b' },
      ],
    };
    const document = { ...job, BillableTimeInSeconds: 3600, ResourceConfig };
    const rateOf = (type: string | undefined) => usd(type === 'ml.a' ? 1 : 2);
    expect(await factsOf(rateOf, { document })).toContainEqual(['Cost', '≈ $7.00']);
    const half = (type: string | undefined): Rate => (type === 'ml.a' ? usd(1) : { kind: 'unknown' });
    expect(await factsOf(half, { document })).not.toContainEqual(['Cost', expect.anything()]);
  });

  it.each<[string, Rate | (() => Promise<Rate>), { billed?: boolean; document?: object }]>([
    ['on this machine', usd(1), { billed: false }],
    ['at a rate that is not known', { kind: 'unknown' }, {}],
    ['without a billable time', usd(1), { document: { ...job, BillableTimeInSeconds: undefined } }],
    ['at a rate that does not come', () => new Promise<Rate>(() => undefined), {}],
  ])('is not said %s', async (_, rate, given) => {
    const facts = await factsOf(rate, given);
    expect(facts?.map(([name]) => name)).toEqual(['Duration', 'Model']);
  });
});
