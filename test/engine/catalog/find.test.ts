import { SageMaker, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../../src/catalog/catalog.ts';
import { byMatch, ResourceFinder } from '../../../src/catalog/find/resourceFinder.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import { concurrently } from '../../../src/catalog/concurrently.ts';
import type { Resource } from '../../../src/catalog/resource.ts';
import { ARN, hosted, IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine } from '../harness.ts';

let engine: TestEngine;
let sm: SageMaker;
let from: From;
const asked: string[] = [];

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  const client = new SageMakerClient(engine.clientConfig);
  client.middlewareStack.add(
    (next, context) => (args) => {
      asked.push(context.commandName ?? '');
      return next(args);
    },
    { step: 'initialize' },
  );
  from = { sagemaker: async () => client };
  const numbers = Array.from({ length: 1000 }, (_, index) => index);
  await concurrently(numbers, 16, (index) =>
    sm.createModel({
      ModelName: `many-${String(index).padStart(4, '0')}`,
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: IMAGE },
    }),
  );
  await hosted(sm, 'penguins');
  await sm.createModelPackageGroup({ ModelPackageGroupName: 'penguins' });
  await sm.createExperiment({ ExperimentName: 'penguins' });
  await sm.createFeatureGroup({
    FeatureGroupName: 'penguins',
    RecordIdentifierFeatureName: 'id',
    EventTimeFeatureName: 'time',
    FeatureDefinitions: [
      { FeatureName: 'id', FeatureType: 'String' },
      { FeatureName: 'time', FeatureType: 'String' },
    ],
    OnlineStoreConfig: { EnableOnlineStore: true },
  });
  await sm.createPipeline({
    PipelineName: 'penguins',
    PipelineDefinition: JSON.stringify({
      Version: '2020-12-01',
      Steps: [{ Name: 'F', Type: 'Fail', Arguments: { ErrorMessage: 'x' } }],
    }),
    RoleArn: ROLE,
    ClientRequestToken: 'a'.repeat(32),
  });
  await sm.createCodeRepository({
    CodeRepositoryName: 'penguins',
    GitConfig: { RepositoryUrl: 'https://example.com/a.git' },
  });
  await sm.createImage({ ImageName: 'penguins', RoleArn: ROLE });
  await sm.createNotebookInstanceLifecycleConfig({ NotebookInstanceLifecycleConfigName: 'penguins' });
}, 60_000);
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

async function find(
  text: string,
  signal = new AbortController().signal,
  finder = new ResourceFinder(from, kinds),
) {
  const found: Resource[] = [];
  const failed: string[] = [];
  await finder.find(
    text,
    {
      found: (resources) => void found.push(...resources),
      failed: (kind, error) => void failed.push(`${kind.id}: ${String(error)}`),
    },
    signal,
  );
  return { found: found.sort(byMatch(text)), failed };
}

describe('resources of all kinds, by name', () => {
  it('are found among a thousand and over many kinds', async () => {
    const { found, failed } = await find('penguins');
    expect(failed).toEqual([]);
    const known = new Set(kinds.map(({ id }) => id));
    const wanted = ['model', 'endpoint', 'endpointConfig', 'modelPackageGroup', 'experiment', 'featureGroup'];
    const more = ['pipeline', 'codeRepository', 'image', 'notebookInstanceLifecycleConfig'];
    const there = [...wanted, ...more].filter((id) => known.has(id as Resource['kind']));
    expect(found.map(({ kind }) => kind).sort()).toEqual(there.sort());
    expect((await find('many-0777')).found.map(({ arn }) => arn)).toEqual([`${ARN}:model/many-0777`]);
  });

  it('come with the better match first', async () => {
    await sm.createModel({
      ModelName: 'old-seal',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: IMAGE },
    });
    await sm.createModel({ ModelName: 'seal', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: IMAGE } });
    await sm.createModel({ ModelName: 'seal-2', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: IMAGE } });
    const { found } = await find('seal');
    expect(found.map(({ name }) => name)).toEqual(['seal', 'seal-2', 'old-seal']);
  });

  it('whose operations cannot look for names are asked once, however much is typed', async () => {
    const finder = new ResourceFinder(from, kinds);
    const { signal } = new AbortController();
    await find('a', signal, finder);
    asked.length = 0;
    await find('ab', signal, finder);
    const unable = kinds.filter(({ query, nested }) => !query.name && nested !== true);
    const able = kinds.filter(({ query }) => query.name);
    expect(asked.length).toBeLessThanOrEqual(able.length * 3);
    expect(unable.length === 0 || asked.length < kinds.length * 2).toBe(true);
  });

  it('are not looked for any more once the text has changed', async () => {
    const controller = new AbortController();
    const finding = find('penguins', controller.signal);
    controller.abort();
    const { found, failed } = await finding;
    expect(failed).toEqual([]);
    expect(found).toEqual([]);
  });

  it('of one kind that refuses do not stop the others', async () => {
    const refusing = kinds.map((kind) =>
      kind.id === 'endpoint' ? { ...kind, list: () => Promise.reject(new Error('no permission')) } : kind,
    );
    const { found, failed } = await find('penguins', undefined, new ResourceFinder(from, refusing));
    expect(failed).toEqual(['endpoint: Error: no permission']);
    expect(found.map(({ kind }) => kind)).toContain('model');
  });
});
