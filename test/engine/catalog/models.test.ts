import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import { setApproval } from '../../../src/catalog/models/approval.ts';
import type { KindId, Resource } from '../../../src/catalog/resource.ts';
import { IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { BUCKET, createBucket, put } from '../trainingKit.ts';
import { checkKind, pages } from './kindChecks.ts';

let engine: TestEngine;
let slow: TestEngine;
let sm: SageMaker;
let slowSm: SageMaker;
let from: From;
let there: From;
const letters = ['a', 'b', 'c'] as const;
const named = (prefix: string) => letters.map((letter) => `${prefix}-${letter}`);
const containers = (uri: string) => [
  { Image: IMAGE, ModelDataUrl: uri, Framework: 'PYTORCH', FrameworkVersion: '2.1' },
];

beforeAll(async () => {
  // One in which statuses settle at once, and one in which nothing settles while it is looked at.
  [engine, slow] = await Promise.all([
    startEngine('--status-delay', '0'),
    startEngine('--status-delay', '1000'),
  ]);
  sm = new SageMaker(engine.clientConfig);
  slowSm = new SageMaker(slow.clientConfig);
  from = { sagemaker: async () => engine.sagemaker };
  there = { sagemaker: async () => slow.sagemaker };
  await createBucket(engine);
  const model = await put(engine, 'model.tar.gz', 'model');
  for (const letter of letters) {
    await registry(letter, model);
    await jobs(sm, letter);
  }
  await hubs(model);
});
afterAll(async () => {
  sm.destroy();
  slowSm.destroy();
  await Promise.all([engine.stop(), slow.stop()]);
});

/** A group of two versions, a model that is made of the first, a card of it and an algorithm. */
async function registry(letter: string, model: string) {
  await sm.createModelPackageGroup({ ModelPackageGroupName: `group-${letter}` });
  for (const ModelPackageDescription of ['first', 'second'])
    await sm.createModelPackage({
      ModelPackageGroupName: `group-${letter}`,
      ModelPackageDescription,
      InferenceSpecification: { Containers: containers(model), SupportedContentTypes: ['text/csv'] },
      ModelMetrics: {
        ModelQuality: { Statistics: { ContentType: 'application/json', S3Uri: 's3://b/quality.json' } },
      },
    });
  await sm.createModel({
    ModelName: `model-${letter}`,
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: IMAGE, ModelDataUrl: model },
  });
  await sm.createModelCard({
    ModelCardName: `card-${letter}`,
    ModelCardStatus: 'Draft',
    Content: JSON.stringify({
      model_overview: { model_description: 'Tells birds apart', model_owner: 'Ann' },
      intended_uses: { risk_rating: 'Low' },
    }),
  });
  await sm.createAlgorithm({
    AlgorithmName: `algorithm-${letter}`,
    TrainingSpecification: {
      TrainingImage: IMAGE,
      SupportedTrainingInstanceTypes: ['ml.m5.large'],
      TrainingChannels: [
        {
          Name: 'train',
          IsRequired: true,
          SupportedContentTypes: ['text/csv'],
          SupportedInputModes: ['File'],
        },
      ],
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
    },
  });
}

async function jobs(client: SageMaker, letter: string) {
  await client.createCompilationJob({
    CompilationJobName: `compile-${letter}`,
    RoleArn: ROLE,
    InputConfig: {
      S3Uri: 's3://b/model.tar.gz',
      Framework: 'PYTORCH',
      DataInputConfig: '{"input0":[1,3,9,9]}',
    },
    OutputConfig: { S3OutputLocation: 's3://b/compiled', TargetDevice: 'ml_m5' },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  });
  await client.createOptimizationJob({
    OptimizationJobName: `optimize-${letter}`,
    RoleArn: ROLE,
    ModelSource: { S3: { S3Uri: 's3://b/llm/' } },
    DeploymentInstanceType: 'ml.g5.xlarge',
    OptimizationConfigs: [{ ModelQuantizationConfig: { OverrideEnvironment: { OPTION_QUANTIZE: 'awq' } } }],
    OutputConfig: { S3OutputLocation: 's3://b/optimized' },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  });
}

/** Three hubs; the first has two models, one of them in two versions, a notebook and a reference. */
async function hubs(model: string) {
  for (const name of named('hub')) {
    await sm.createHub({ HubName: name, HubDescription: 'Ours' });
    await settled('hub', name, 'InService');
  }
  const HubContentDocument = JSON.stringify({ Url: model, HostingArtifactUri: model });
  const add = (type: 'Model' | 'Notebook', name: string, version: string) =>
    sm.importHubContent({
      HubName: 'hub-a',
      HubContentType: type,
      HubContentName: name,
      HubContentVersion: version,
      DocumentSchemaVersion: '2.0.0',
      HubContentDocument,
    });
  await add('Model', 'bird', '1.0.0');
  await add('Model', 'bird', '1.1.0');
  await add('Model', 'cat', '1.0.0');
  await add('Notebook', 'book', '1.0.0');
  await sm.createHubContentReference({
    HubName: 'hub-a',
    HubContentName: 'llm',
    SageMakerPublicHubContentArn: `arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/llm`,
  });
}

async function one(kind: KindId, name: string, where = from, within?: Resource): Promise<Resource> {
  const items = await pages(kindOf(kind), where, { pageSize: 100, within });
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`There is no ${kind} "${name}".`);
  return found;
}
const settled = (kind: KindId, name: string, ...statuses: string[]) =>
  until(
    () => one(kind, name),
    ({ status = '' }) => statuses.includes(status),
  );
const detailsOf = async (kind: KindId, name: string) => kindOf(kind).describe(from, await one(kind, name));

describe('the kinds of the group Models', () => {
  it.each([
    ['model', 'model'],
    ['modelPackageGroup', 'group'],
    ['modelCard', 'card'],
    ['algorithm', 'algorithm'],
    ['compilationJob', 'compile'],
    ['optimizationJob', 'optimize'],
    ['hub', 'hub'],
  ] as const)('%s is listed and described as it claims', async (kind, prefix) => {
    await checkKind(from, { kind, names: named(prefix) });
  });

  it('lists versions within their group and all of the account', async () => {
    const within = await one('modelPackageGroup', 'group-b');
    await checkKind(from, { kind: 'modelPackage', names: ['group-b 1', 'group-b 2'], within });
    const all = await pages(kindOf('modelPackage'), from, { pageSize: 4 });
    expect(all.map(({ name }) => name).sort()).toEqual(
      named('group').flatMap((group) => [`${group} 1`, `${group} 2`]),
    );
  });

  it('lists the contents of a hub, whatever their type', async () => {
    const within = await one('hub', 'hub-a');
    await checkKind(from, { kind: 'hubContent', names: ['bird', 'cat', 'llm', 'book'], within });
    expect(await kindOf('hubContent').list(from, { pageSize: 10 })).toEqual({
      items: [],
      nextToken: undefined,
    });
    const empty = await one('hub', 'hub-b');
    expect(await pages(kindOf('hubContent'), from, { pageSize: 10, within: empty })).toEqual([]);
  });

  it('approves and rejects a version, and says why', async () => {
    const kind = kindOf('modelPackage');
    const version = await one(kind.id, 'group-a 1');
    expect(version.status).toBe('PendingManualApproval');
    expect(kind.actions(version)).toEqual(['describe', 'tag', 'approve', 'reject', 'delete']);
    await setApproval(from, version, 'Approved', 'Good on the test set');
    const approved = await one(kind.id, 'group-a 1');
    expect([approved.status, kind.actions(approved)]).toEqual([
      'Approved',
      ['describe', 'tag', 'reject', 'delete'],
    ]);
    expect((await kind.describe(from, approved)).facts).toContainEqual(['Approval', 'Good on the test set']);
    const found = await pages(kind, from, { pageSize: 10, status: 'Approved' });
    expect(found.map(({ name }) => name)).toEqual(['group-a 1']);
    await setApproval(from, version, 'Rejected');
    const rejected = await one(kind.id, 'group-a 1');
    expect([rejected.status, kind.actions(rejected)]).toEqual([
      'Rejected',
      ['describe', 'tag', 'approve', 'delete'],
    ]);
    const told = await sm.describeModelPackage({ ModelPackageName: version.arn });
    expect(told).toMatchObject({
      ModelApprovalStatus: 'Rejected',
      ApprovalDescription: 'Good on the test set',
    });
  });

  it('shows what a version is made of and how good it is', async () => {
    const { children } = await detailsOf('modelPackage', 'group-a 2');
    expect(children.map(({ label, value, reference }) => [label, value ?? reference?.name])).toEqual([
      ['Group', 'group-a'],
      ['Image', IMAGE],
      ['Data', `s3://${BUCKET}/model.tar.gz`],
      ['Model quality statistics', 's3://b/quality.json'],
    ]);
  });

  it('shows what a card says, and its versions', async () => {
    await sm.updateModelCard({ ModelCardName: 'card-a', ModelCardStatus: 'PendingReview' });
    const details = await detailsOf('modelCard', 'card-a');
    expect(details.facts).toContainEqual(['Model', 'Tells birds apart']);
    expect(details.children.map(({ label, value }) => [label, value])).toEqual([
      ['Owner', 'Ann'],
      ['Risk rating', 'Low'],
    ]);
    const versions = (await details.more?.(from)) ?? [];
    expect(versions.map(({ label, description }) => [label, description?.split(' · ')[0]])).toEqual([
      ['Version 2', 'Pending review'],
      ['Version 1', 'Draft'],
    ]);
  });

  it('shows an algorithm’s image, channels and metrics', async () => {
    const { children } = await detailsOf('algorithm', 'algorithm-a');
    expect(children.map(({ label, description }) => [label, description])).toEqual([
      ['Training image', IMAGE],
      ['Channel train', 'required · text/csv'],
      ['Metric loss', 'loss=([0-9.]+)'],
    ]);
  });

  it('says why jobs failed, and links what they took', async () => {
    await settled('compilationJob', 'compile-a', 'FAILED');
    await settled('optimizationJob', 'optimize-a', 'FAILED');
    const ids = async (kind: KindId, name: string) =>
      (await detailsOf(kind, name)).children.map(({ id }) => id);
    expect(await ids('compilationJob', 'compile-a')).toEqual(['failure', 'input', 'output', 'value/Role']);
    expect(await ids('optimizationJob', 'optimize-a')).toEqual(['failure', 'source', 'output', 'value/Role']);
    expect((await detailsOf('optimizationJob', 'optimize-a')).facts).toContainEqual(['Does', 'Quantization']);
  });

  it('shows a content’s versions and deletes one, or a reference', async () => {
    const kind = kindOf('hubContent');
    const within = await one('hub', 'hub-a');
    const bird = await one(kind.id, 'bird', from, within);
    expect(bird.note).toBe('model 1.1.0');
    const versions = async () => (await (await kind.describe(from, bird)).more?.(from)) ?? [];
    expect(
      (await versions()).map(({ label, reference }) => [label, reference?.arn.split('/').at(-1)]),
    ).toEqual([
      ['Version 1.1.0', '1.1.0'],
      ['Version 1.0.0', '1.0.0'],
    ]);
    await kind.delete?.(from, bird);
    await until(
      () => one(kind.id, 'bird', from, within),
      ({ note }) => note === 'model 1.0.0',
    );
    await kind.delete?.(from, await one(kind.id, 'llm', from, within));
    await until(
      () => pages(kind, from, { pageSize: 10, within }),
      (items) => !items.some(({ name }) => name === 'llm'),
    );
    await expect(kind.describe(from, bird)).rejects.toThrow();
    await expect(kindOf('hub').delete?.(from, within)).rejects.toThrow('still has content');
  });

  it('deletes what can be deleted', async () => {
    const gone: [KindId, string, ...string[]][] = [
      ['model', 'model-c'],
      ['modelPackage', 'group-c 1', 'PendingManualApproval'],
      ['modelPackage', 'group-c 2', 'PendingManualApproval'],
      ['modelPackageGroup', 'group-c', 'Completed'],
      ['modelCard', 'card-c'],
      ['algorithm', 'algorithm-c', 'Completed', 'Failed'],
      ['compilationJob', 'compile-c', 'FAILED'],
      ['optimizationJob', 'optimize-c', 'FAILED'],
      ['hub', 'hub-c', 'InService'],
    ];
    for (const [id, name, ...statuses] of gone) {
      const resource = statuses.length > 0 ? await settled(id, name, ...statuses) : await one(id, name);
      expect(kindOf(id).actions(resource)).toContain('delete');
      await kindOf(id).delete?.(from, resource);
      await until(
        () => pages(kindOf(id), from, { pageSize: 10 }),
        (items) => !items.some((item) => item.name === name),
      );
      await expect(kindOf(id).describe(from, resource)).rejects.toThrow();
    }
  });

  it('stops jobs while they run, and only then', async () => {
    await jobs(slowSm, 'a');
    for (const [id, name] of [
      ['compilationJob', 'compile-a'],
      ['optimizationJob', 'optimize-a'],
    ] as const) {
      const kind = kindOf(id);
      const job = await one(id, name, there);
      const logs = id === 'compilationJob' ? (['tail'] as const) : [];
      expect(kind.actions(job)).toEqual(['describe', 'tag', 'stop', ...logs]);
      expect(kind.runningStatuses).toContain(job.status);
      await kind.stop?.(there, job);
      const stopping = await one(id, name, there);
      expect(stopping.status).toBe('STOPPING');
      expect(kind.actions(stopping)).toEqual(['describe', 'tag', ...logs]);
    }
  });
});
