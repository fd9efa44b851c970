import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import type { KindId, Resource } from '../../../src/catalog/resource.ts';
import { IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { checkKind } from './kindChecks.ts';

let engine: TestEngine;
let slow: TestEngine;
let sm: SageMaker;
let slowSm: SageMaker;
let from: From;
let there: From;
const letters = ['a', 'b', 'c'] as const;
const named = (prefix: string) => letters.map((letter) => `${prefix}-${letter}`);

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
  for (const letter of letters) {
    await jobs(sm, letter);
    await experiments(letter);
    await sm.createMlflowTrackingServer({
      TrackingServerName: `server-${letter}`,
      ArtifactStoreUri: 's3://b/mlflow',
      RoleArn: ROLE,
    });
    await sm.createMlflowApp({ Name: `app-${letter}`, ArtifactStoreUri: 's3://b/mlflow', RoleArn: ROLE });
  }
});
afterAll(async () => {
  sm.destroy();
  slowSm.destroy();
  await Promise.all([engine.stop(), slow.stop()]);
});

async function jobs(client: SageMaker, letter: string) {
  const data = { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://b/in' } };
  await client.createProcessingJob({
    ProcessingJobName: `clean-${letter}`,
    RoleArn: ROLE,
    AppSpecification: { ImageUri: IMAGE },
    ProcessingResources: {
      ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.large', VolumeSizeInGB: 5 },
    },
    ProcessingInputs: [
      {
        InputName: 'raw',
        S3Input: { S3Uri: 's3://b/in', LocalPath: '/opt/ml/processing/in', S3DataType: 'S3Prefix' },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: [
        { OutputName: 'table', FeatureStoreOutput: { FeatureGroupName: 'customers' }, AppManaged: true },
        {
          OutputName: 'clean',
          S3Output: { S3Uri: 's3://b/out', LocalPath: '/opt/ml/processing/out', S3UploadMode: 'EndOfJob' },
        },
      ],
    },
  });
  await client.createHyperParameterTuningJob({
    HyperParameterTuningJobName: `tune-${letter}`,
    HyperParameterTuningJobConfig: {
      Strategy: 'Random',
      HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' },
      ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 1 },
      ParameterRanges: { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.1', MaxValue: '0.9' }] },
    },
    TrainingJobDefinition: {
      AlgorithmSpecification: {
        TrainingImage: IMAGE,
        TrainingInputMode: 'File',
        MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
      },
      RoleArn: ROLE,
      InputDataConfig: [{ ChannelName: 'train', DataSource: data }],
      OutputDataConfig: { S3OutputPath: 's3://b/models' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    },
  });
  await client.createAutoMLJob({
    AutoMLJobName: `auto-${letter}`,
    InputDataConfig: [{ DataSource: data, TargetAttributeName: 'y' }],
    OutputDataConfig: { S3OutputPath: 's3://b/auto' },
    RoleArn: ROLE,
  });
  await client.createJob({
    JobName: `tuned-${letter}`,
    JobCategory: letter === 'b' ? 'AgentRFTEvaluation' : 'AgentRFT',
    JobConfigSchemaVersion: '1.0.0',
    JobConfigDocument: '{}',
    RoleArn: ROLE,
  });
}

/** Trial `trial-a` of experiment `exp-a`, with the components `part-a` and, in the first, `part-b` and `part-c` too. */
async function experiments(letter: string) {
  await sm.createExperiment({ ExperimentName: `exp-${letter}`, DisplayName: 'Birds' });
  await sm.createTrial({ TrialName: `trial-${letter}`, ExperimentName: `exp-${letter}` });
  await sm.createTrialComponent({
    TrialComponentName: `part-${letter}`,
    Status: { PrimaryStatus: 'Failed', Message: 'out of memory' },
    Parameters: { rate: { NumberValue: 0.5 }, kind: { StringValue: 'adam' } },
    InputArtifacts: { data: { MediaType: 'text/csv', Value: 's3://b/in' } },
    OutputArtifacts: { page: { Value: 'https://example.com' } },
  });
  await sm.associateTrialComponent({ TrialName: 'trial-a', TrialComponentName: `part-${letter}` });
}

async function one(kind: KindId, name: string, where = from): Promise<Resource> {
  const { items } = await kindOf(kind).list(where, { pageSize: 100 });
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`There is no ${kind} "${name}".`);
  return found;
}
const detailsOf = async (kind: KindId, name: string) => kindOf(kind).describe(from, await one(kind, name));
const settled = (kind: KindId, name: string, ...statuses: string[]) =>
  until(
    () => one(kind, name),
    ({ status = '' }) => statuses.includes(status),
  );

describe('the kinds of the group Training', () => {
  it.each([
    ['processingJob', 'clean'],
    ['hyperParameterTuningJob', 'tune'],
    ['autoMLJob', 'auto'],
    ['job', 'tuned'],
    ['experiment', 'exp'],
    ['trial', 'trial'],
    ['trialComponent', 'part'],
    ['mlflowTrackingServer', 'server'],
    ['mlflowApp', 'app'],
  ] as const)('%s is listed and described as it claims', async (kind, prefix) => {
    await checkKind(from, { kind, names: named(prefix) });
  });

  it('says why a job failed, and what it took and made', async () => {
    await settled('processingJob', 'clean-a', 'Failed');
    const { children, usage, facts } = await detailsOf('processingJob', 'clean-a');
    expect(children.map(({ id, value, reference }) => [id, value ?? reference?.name])).toMatchObject([
      ['failure', expect.stringContaining('does not run processing jobs')],
      ['input/raw', 's3://b/in'],
      ['featureGroup/customers', 'customers'],
      ['output/clean', 's3://b/out'],
      ['value/Image', IMAGE],
      ['value/Role', ROLE],
    ]);
    expect(usage).toEqual([{ instanceType: 'ml.m5.large', count: 2, use: 'processing' }]);
    expect(facts[1]).toEqual(['Instances', '2 × ml.m5.large']);
  });

  it('describes a tuning job, whose own jobs are billed, and lists those', async () => {
    const details = await detailsOf('hyperParameterTuningJob', 'tune-a');
    expect(details.facts).toContainEqual(['Training jobs', '0 of 4']);
    expect(details.facts).toContainEqual(['Objective', 'least loss']);
    expect(details.usage).toEqual([]);
    expect(details.children.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['input/train', 'output', 'value/Image', 'value/Role']),
    );
    const within = details.resource;
    expect(await kindOf('trainingJob').list(from, { pageSize: 10, within })).toEqual({
      items: [],
      nextToken: undefined,
    });
    const gone = { ...within, name: 'gone' };
    await expect(kindOf('trainingJob').list(from, { pageSize: 10, within: gone })).rejects.toThrow('gone');
  });

  it('describes AutoML jobs of the first version too, and lists their candidates', async () => {
    const details = await detailsOf('autoMLJob', 'auto-a');
    expect(details.facts).toContainEqual(['Problem', 'Tabular']);
    expect(details.children.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['s3://b/in', 's3://b/auto', ROLE]),
    );
    expect(await details.more?.(from)).toEqual([]);
  });

  it('lists trials within an experiment and components within both', async () => {
    const names = async (kind: KindId, within: Resource) =>
      (await kindOf(kind).list(from, { pageSize: 10, within })).items.map(({ name }) => name).sort();
    const experiment = await one('experiment', 'exp-a');
    expect(await names('trial', experiment)).toEqual(['trial-a']);
    expect(await names('trialComponent', experiment)).toEqual(named('part'));
    expect(await names('trialComponent', await one('trial', 'trial-a'))).toEqual(named('part'));
    expect(await names('trialComponent', await one('trial', 'trial-b'))).toEqual([]);
  });

  it('shows a component’s parameters, files and failure', async () => {
    const { children } = await detailsOf('trialComponent', 'part-a');
    expect(children.map(({ label, value }) => [label, value])).toEqual([
      ['Failure reason', 'out of memory'],
      ['rate', '0.5'],
      ['kind', 'adam'],
      ['Input data', 's3://b/in'],
      ['Output page', 'https://example.com'],
    ]);
  });

  it('deletes trials and components, and takes them apart first', async () => {
    await kindOf('trialComponent').delete?.(from, await one('trialComponent', 'part-c'));
    await kindOf('trial').delete?.(from, await one('trial', 'trial-a'));
    await expect(sm.describeTrial({ TrialName: 'trial-a' })).rejects.toThrow();
    await expect(sm.describeTrialComponent({ TrialComponentName: 'part-c' })).rejects.toThrow();
    expect(
      (await sm.describeTrialComponent({ TrialComponentName: 'part-a' })).TrialComponentArn,
    ).toBeTruthy();
    const experiment = await one('experiment', 'exp-b');
    await expect(kindOf('experiment').delete?.(from, experiment)).rejects.toThrow();
    await kindOf('experiment').delete?.(from, await one('experiment', 'exp-a'));
    await expect(sm.describeExperiment({ ExperimentName: 'exp-a' })).rejects.toThrow();
  });

  it('stops, starts, opens and deletes a tracking server', async () => {
    const kind = kindOf('mlflowTrackingServer');
    const up = await settled(kind.id, 'server-a', 'Created');
    expect(kind.actions(up)).toEqual(['describe', 'tag', 'browse', 'stop', 'delete']);
    expect((await kind.describe(from, up)).usage).toHaveLength(1);
    expect(await kind.url?.(from, up)).toMatch(/^http/);
    await kind.stop?.(from, up);
    const down = await settled(kind.id, 'server-a', 'Stopped');
    expect(kind.actions(down)).toEqual(['describe', 'tag', 'start', 'delete']);
    expect((await kind.describe(from, down)).usage).toEqual([]);
    await sm.updateMlflowTrackingServer({ TrackingServerName: 'server-a', TrackingServerSize: 'Medium' });
    const updated = await settled(kind.id, 'server-a', 'Updated');
    expect(kind.actions(updated)).toEqual(['describe', 'tag', 'start', 'delete']);
    expect((await kind.describe(from, updated)).usage).toEqual([]);
    await kind.start?.(from, updated);
    await kind.delete?.(from, await settled(kind.id, 'server-a', 'Started'));
    await until(
      () => kind.list(from, { pageSize: 10 }),
      ({ items }) => items.length === 2,
    );
  });

  it('opens and deletes an MLflow app', async () => {
    const kind = kindOf('mlflowApp');
    const app = await settled(kind.id, 'app-a', 'Created');
    expect(kind.actions(app)).toEqual(['describe', 'tag', 'browse', 'delete']);
    expect(await kind.url?.(from, app)).toMatch(/^http/);
    await kind.delete?.(from, app);
    await until(
      () => kind.list(from, { pageSize: 10 }),
      ({ items }) => items.every(({ name, status }) => name !== 'app-a' || status === 'Deleted'),
    );
  });

  it('deletes jobs that have ended', async () => {
    for (const [id, name] of [
      ['processingJob', 'clean-b'],
      ['hyperParameterTuningJob', 'tune-b'],
      ['job', 'tuned-b'],
    ] as const) {
      const job = await settled(id, name, 'Failed');
      expect(kindOf(id).actions(job)).toContain('delete');
      await kindOf(id).delete?.(from, job);
      await until(
        () => kindOf(id).list(from, { pageSize: 10 }),
        ({ items }) => !items.some((item) => item.name === name),
      );
      await expect(kindOf(id).describe(from, job)).rejects.toThrow();
    }
  });

  it('stops jobs while they run, and only then', async () => {
    await jobs(slowSm, 'b');
    for (const [id, name] of [
      ['processingJob', 'clean-b'],
      ['hyperParameterTuningJob', 'tune-b'],
      ['autoMLJob', 'auto-b'],
      ['job', 'tuned-b'],
    ] as const) {
      const kind = kindOf(id);
      const job = await one(id, name, there);
      // Customization jobs have no log group that AWS documents.
      const always = id === 'job' ? (['describe', 'tag'] as const) : (['describe', 'tail', 'tag'] as const);
      expect(kind.actions(job)).toEqual([...always, 'stop']);
      expect(kind.runningStatuses).toContain(job.status);
      await kind.stop?.(there, job);
      const stopping = await one(id, name, there);
      expect(stopping.status).toBe('Stopping');
      expect(kind.actions(stopping)).toEqual(always);
    }
  });

  it('passes on that this machine sells no training plans', async () => {
    await expect(kindOf('trainingPlan').list(from, { pageSize: 10 })).rejects.toThrow();
  });
});
