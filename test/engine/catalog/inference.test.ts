import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type DeviceSelectionConfig, SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import { updateWeights } from '../../../src/catalog/inference/updateWeights.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import { hosted, IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { tarGz } from '../trainingKit.ts';
import { act, describeOf, find, leadsTo, remove } from './kindActs.ts';
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
  await hosted(sm, 'host');
  await sm.createEndpointConfig({
    EndpointConfigName: 'shared',
    ExecutionRoleArn: ROLE,
    ProductionVariants: [{ VariantName: 'all', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }],
  });
  await sm.createEndpoint({ EndpointName: 'shared', EndpointConfigName: 'shared' });
  await serve();
  for (const EndpointName of ['shared', 'served'])
    await until(
      () => sm.describeEndpoint({ EndpointName }),
      ({ EndpointStatus }) => EndpointStatus !== 'Creating',
    );
  for (const letter of letters) await jobs(sm, letter);
  for (const letter of letters) await edge(letter);
  for (const letter of letters)
    await sm.createInferenceComponent({
      InferenceComponentName: `component-${letter}`,
      EndpointName: 'shared',
      VariantName: 'all',
      Specification: {
        ModelName: 'host',
        ComputeResourceRequirements: { NumberOfCpuCoresRequired: 1, MinMemoryRequiredInMb: 128 },
      },
      RuntimeConfig: { CopyCount: 1 },
    });
});
afterAll(async () => {
  sm.destroy();
  slowSm.destroy();
  await Promise.all([engine.stop(), slow.stop()]);
});

/** An endpoint that answers. */
async function serve() {
  const Body = await tarGz({
    'code/inference.py': 'def model_fn(d):\n  return 1\ndef predict_fn(data, model):\n  return data\n',
  });
  await engine.s3.send(new CreateBucketCommand({ Bucket: 'served' }));
  await engine.s3.send(new PutObjectCommand({ Bucket: 'served', Key: 'model.tar.gz', Body }));
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: 's3://served/model.tar.gz' };
  await sm.createModel({ ModelName: 'served', ExecutionRoleArn: ROLE, PrimaryContainer });
  const variant = { VariantName: 'all', ModelName: 'served', InstanceType: 'ml.m5.large' as const };
  await sm.createEndpointConfig({
    EndpointConfigName: 'served',
    ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
  });
  await sm.createEndpoint({ EndpointName: 'served', EndpointConfigName: 'served' });
}

async function jobs(client: SageMaker, letter: string) {
  await client.createTransformJob({
    TransformJobName: `transform-${letter}`,
    ModelName: 'host',
    TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/in' } } },
    TransformOutput: { S3OutputPath: 's3://b/out' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 2 },
  });
  await client.createInferenceRecommendationsJob({
    JobName: `recommender-${letter}`,
    JobType: 'Default',
    RoleArn: ROLE,
    InputConfig: { ModelName: 'host' },
  });
  await client.createAIWorkloadConfig({
    AIWorkloadConfigName: `workload-${letter}`,
    AIWorkloadConfigs: { WorkloadSpec: { Inline: '{"benchmark":{"type":"aiperf"}}' } },
  });
  const common = {
    OutputConfig: { S3OutputLocation: 's3://b/ai' },
    AIWorkloadConfigIdentifier: `workload-${letter}`,
    RoleArn: ROLE,
  };
  await client.createAIBenchmarkJob({
    AIBenchmarkJobName: `benchmark-${letter}`,
    BenchmarkTarget: { Endpoint: { Identifier: 'host' } },
    ...common,
  });
  await client.createAIRecommendationJob({
    AIRecommendationJobName: `advice-${letter}`,
    ModelSource: { S3: { S3Uri: 's3://b/model' } },
    PerformanceTarget: { Constraints: [{ Metric: 'throughput' }] },
    ...common,
  });
  await client.createInferenceExperiment(experiment(letter));
}

function experiment(letter: string) {
  const InfrastructureConfig = {
    InfrastructureType: 'RealTimeInference',
    RealTimeInferenceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  } as const;
  return {
    Name: `experiment-${letter}`,
    Type: 'ShadowMode' as const,
    RoleArn: ROLE,
    EndpointName: 'host',
    ModelVariants: ['first', 'second'].map((VariantName) => ({
      ModelName: 'host',
      VariantName,
      InfrastructureConfig,
    })),
    ShadowModeConfig: {
      SourceModelVariantName: 'first',
      ShadowModelVariants: [{ ShadowModelVariantName: 'second', SamplingPercentage: 30 }],
    },
    Schedule: { StartTime: new Date(Date.now() + 86_400_000), EndTime: new Date(Date.now() + 172_800_000) },
  };
}

async function edge(letter: string) {
  await sm.createCompilationJob({
    CompilationJobName: `compile-${letter}`,
    RoleArn: ROLE,
    InputConfig: { S3Uri: 's3://b/model', Framework: 'PYTORCH', DataInputConfig: '{"input0":[1,3,224,224]}' },
    OutputConfig: { S3OutputLocation: 's3://b/compiled', TargetDevice: 'ml_m5' },
    StoppingCondition: { MaxRuntimeInSeconds: 900 },
  });
  await sm.createEdgePackagingJob({
    EdgePackagingJobName: `packaging-${letter}`,
    CompilationJobName: `compile-${letter}`,
    ModelName: 'cam-model',
    ModelVersion: '1.0',
    RoleArn: ROLE,
    OutputConfig: { S3OutputLocation: 's3://b/edge' },
  });
  const DeviceFleetName = `fleet-${letter}`;
  await sm.createDeviceFleet({
    DeviceFleetName,
    OutputConfig: { S3OutputLocation: 's3://b/fleet' },
    RoleArn: ROLE,
  });
  await sm.registerDevices({ DeviceFleetName, Devices: [{ DeviceName: `camera-${letter}` }] });
  const EdgeDeploymentPlanName = `plan-${letter}`;
  await sm.createEdgeDeploymentPlan({
    EdgeDeploymentPlanName,
    DeviceFleetName,
    ModelConfigs: [{ ModelHandle: 'cam', EdgePackagingJobName: `packaging-${letter}` }],
  });
  const DeviceSelectionConfig: DeviceSelectionConfig = {
    DeviceSubsetType: 'SELECTION',
    DeviceNames: [`camera-${letter}`],
  };
  await sm.createEdgeDeploymentStage({
    EdgeDeploymentPlanName,
    Stages: [{ StageName: 'trial', DeviceSelectionConfig }],
  });
}

describe('the kinds of the group Inference', () => {
  it.each([
    { kind: 'endpoint', names: ['host', 'shared', 'served'] },
    { kind: 'endpointConfig', names: ['host', 'shared', 'served'] },
    { kind: 'inferenceComponent', names: named('component') },
    { kind: 'transformJob', names: named('transform') },
    { kind: 'inferenceExperiment', names: named('experiment') },
    { kind: 'inferenceRecommendationsJob', names: named('recommender') },
    { kind: 'aiWorkloadConfig', names: named('workload') },
    { kind: 'aiBenchmarkJob', names: named('benchmark') },
    { kind: 'aiRecommendationJob', names: named('advice') },
    { kind: 'edgePackagingJob', names: named('packaging') },
    { kind: 'edgeDeploymentPlan', names: named('plan') },
    { kind: 'deviceFleet', names: named('fleet') },
    { kind: 'device', names: named('camera') },
  ] as const)('$kind is listed and described as it claims', async (listed) => {
    await checkKind(from, listed);
  });

  it('lists inference components of an endpoint, and devices of a fleet', async () => {
    const shared = await find(from, 'endpoint', 'shared');
    await checkKind(from, { kind: 'inferenceComponent', names: named('component'), within: shared });
    const other = await find(from, 'endpoint', 'host');
    expect(await kindOf('inferenceComponent').list(from, { pageSize: 10, within: other })).toEqual({
      items: [],
      nextToken: undefined,
    });
    const fleet = await find(from, 'deviceFleet', 'fleet-b');
    await checkKind(from, { kind: 'device', names: ['camera-b'], within: fleet });
  });

  it('tells what an endpoint and a transform job bill', async () => {
    expect((await describeOf(from, 'endpoint', 'served')).usage).toEqual([
      { instanceType: 'ml.m5.large', count: 1, use: 'hosting' },
    ]);
    expect((await describeOf(from, 'transformJob', 'transform-a')).usage).toEqual([
      { instanceType: 'ml.m5.large', count: 2, use: 'transform' },
    ]);
  });

  it.each([
    ['inferenceComponent', 'component-a', ['model host', 'endpoint shared']],
    ['inferenceExperiment', 'experiment-a', ['endpoint host', 'model host', ROLE]],
    ['transformJob', 'transform-a', ['model host', 's3://b/in', 's3://b/out']],
    ['inferenceRecommendationsJob', 'recommender-a', ['model host', ROLE]],
    ['aiBenchmarkJob', 'benchmark-a', ['s3://b/ai', 'endpoint host', 'aiWorkloadConfig workload-a', ROLE]],
    ['aiRecommendationJob', 'advice-a', ['s3://b/model', 's3://b/ai', 'aiWorkloadConfig workload-a', ROLE]],
    ['edgePackagingJob', 'packaging-a', ['compilationJob compile-a', 's3://b/edge', ROLE]],
    [
      'edgeDeploymentPlan',
      'plan-a',
      ['deviceFleet fleet-a', 'edgePackagingJob packaging-a', 'device camera-a'],
    ],
    ['deviceFleet', 'fleet-a', ['s3://b/fleet', ROLE]],
    ['device', 'camera-a', ['deviceFleet fleet-a']],
  ] as const)('%s leads to what it was made with', async (kind, name, wanted) => {
    const found = await leadsTo(from, await describeOf(from, kind, name));
    expect(found).toEqual(expect.arrayContaining([...wanted]));
  });

  it('gives an endpoint’s variant another weight', async () => {
    const endpoint = await find(from, 'endpoint', 'served');
    expect(kindOf('endpoint').actions(endpoint)).toContain('weigh');
    await updateWeights(from, endpoint, [{ name: 'all', weight: 7 }]);
    await until(
      () => sm.describeEndpoint({ EndpointName: 'served' }),
      ({ ProductionVariants: variants }) => variants?.[0]?.CurrentWeight === 7,
    );
    await expect(updateWeights(from, endpoint, [{ name: 'none', weight: 1 }])).rejects.toThrow();
  });

  it('starts and stops inference experiments', async () => {
    // The local engine runs none, and says so in the reason.
    await act(from, 'start', await find(from, 'inferenceExperiment', 'experiment-a'), 'Cancelled');
    const { facts } = await describeOf(from, 'inferenceExperiment', 'experiment-a');
    expect(facts[0]?.[1]).toMatch(/^Cancelled: The local engine/);
    await act(from, 'stop', await find(from, 'inferenceExperiment', 'experiment-b'), 'Cancelled');
    const { ModelVariants } = await sm.describeInferenceExperiment({ Name: 'experiment-b' });
    expect(ModelVariants?.map(({ Status }) => Status)).toEqual(['InService', 'Deleted']);
  });

  it('stops jobs while they run', async () => {
    await hosted(slowSm, 'host');
    await jobs(slowSm, 'long');
    await act(there, 'stop', await find(there, 'transformJob', 'transform-long'), 'Stopping');
    await act(
      there,
      'stop',
      await find(there, 'inferenceRecommendationsJob', 'recommender-long'),
      'STOPPING',
    );
    await act(there, 'stop', await find(there, 'aiBenchmarkJob', 'benchmark-long'), 'Stopping');
    await act(there, 'stop', await find(there, 'aiRecommendationJob', 'advice-long'), 'Stopping');
  });

  it('deletes what can be deleted', async () => {
    const deletable = [
      ['inferenceComponent', 'component-c'],
      ['inferenceExperiment', 'experiment-c'],
      ['aiBenchmarkJob', 'benchmark-c'],
      ['aiRecommendationJob', 'advice-c'],
      ['aiWorkloadConfig', 'workload-c'],
    ] as const;
    for (const [kind, name] of deletable) {
      const gone = await find(from, kind, name);
      await remove(from, gone);
      await expect(kindOf(kind).describe(from, gone)).rejects.toThrow();
    }
    const fleet = await find(from, 'deviceFleet', 'fleet-c');
    await remove(from, await find(from, 'device', 'camera-c', fleet), fleet);
    await sm.deleteEdgeDeploymentStage({ EdgeDeploymentPlanName: 'plan-c', StageName: 'trial' });
    await remove(from, await find(from, 'edgeDeploymentPlan', 'plan-c'));
    await remove(from, fleet);
  });
});
