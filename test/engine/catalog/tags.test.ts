import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchByTag } from '../../../src/catalog/tagSearch.ts';
import { listTags, removeTag, setTag } from '../../../src/catalog/tags.ts';
import { startEngine, type TestEngine } from '../harness.ts';
import { SageMaker } from '@aws-sdk/client-sagemaker';

let engine: TestEngine;
let sm: SageMaker;
const from = { sagemaker: async () => engine.sagemaker };
const RoleArn = 'arn:aws:iam::000000000000:role/SageMaker';
const model = { ExecutionRoleArn: RoleArn, PrimaryContainer: { Image: 'sagemaker-local/python:3' } };

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

const found = async (kind: Parameters<typeof searchByTag>[1], key: string, value?: string) => {
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await searchByTag(from, kind, { key, value }, { pageSize: 1, nextToken });
    names.push(...page.items.map((item) => `${item.name} ${item.status ?? ''}`.trim()));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names;
};

describe('tags', () => {
  it('are set, changed, listed by key and removed', async () => {
    const { ModelArn = '' } = await sm.createModel({ ModelName: 'tagged', ...model });
    await setTag(from, ModelArn, { key: 'team', value: 'red' });
    await setTag(from, ModelArn, { key: 'cost', value: '' });
    await setTag(from, ModelArn, { key: 'team', value: 'blue' });
    expect(await listTags(from, ModelArn)).toEqual([
      { key: 'cost', value: '' },
      { key: 'team', value: 'blue' },
    ]);
    await removeTag(from, ModelArn, 'cost');
    expect((await sm.listTags({ ResourceArn: ModelArn })).Tags).toEqual([{ Key: 'team', Value: 'blue' }]);
  });

  it('find experiments and groups, page by page, newest first', async () => {
    const Tags = [{ Key: 'sagemaker-workbench:created-by', Value: 'arn:aws:iam::000000000000:root' }];
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'g', Tags });
    for (const n of [1, 2]) await sm.createExperiment({ ExperimentName: `e-${n}`, Tags });
    const key = 'sagemaker-workbench:created-by';
    expect(await found('experiment', key)).toEqual(['e-2', 'e-1']);
    expect(await found('experiment', key, 'arn:aws:iam::000000000000:root')).toEqual(['e-2', 'e-1']);
    expect(await found('experiment', key, 'someone else')).toEqual([]);
    expect(await found('modelPackageGroup', key)).toEqual(['g Completed']);
  });
});
