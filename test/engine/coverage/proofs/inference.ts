import { PutObjectCommand } from '@aws-sdk/client-s3';
import { tarGz } from '../../trainingKit.ts';
import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { type Scene } from '../scene.ts';
import { newModel, variant } from './hosting.ts';

const SERVED = {
  'model.txt': 'x',
  'code/inference.py': 'def model_fn(d):\n  return 1\ndef predict_fn(data, model):\n  return data\n',
};

/** A model that this machine can serve. */
async function servedModel(scene: Scene): Promise<string> {
  const Key = `${scene.random.slug()}/model.tar.gz`;
  await scene.s3.send(new PutObjectCommand({ Bucket: 'coverage', Key, Body: await tarGz(SERVED) }));
  const ModelName = scene.name('served');
  const PrimaryContainer = { Image: 'sagemaker-local/python:3', ModelDataUrl: `s3://coverage/${Key}` };
  await scene.send('CreateModel', { ModelName, ExecutionRoleArn: scene.role(), PrimaryContainer });
  return ModelName;
}

async function servedConfig(scene: Scene): Promise<string> {
  const EndpointConfigName = scene.name('config');
  await scene.send('CreateEndpointConfig', {
    EndpointConfigName,
    ProductionVariants: [variant(await servedModel(scene))],
  });
  return EndpointConfigName;
}

/** A configuration whose variant takes inference components: it has no model of its own. */
async function componentEndpoint(scene: Scene): Promise<string> {
  const EndpointConfigName = scene.name('config');
  await scene.send('CreateEndpointConfig', {
    EndpointConfigName,
    ExecutionRoleArn: scene.role(),
    ProductionVariants: [{ VariantName: 'all', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }],
  });
  const EndpointName = scene.name('endpoint');
  await scene.send('CreateEndpoint', { EndpointName, EndpointConfigName });
  await scene.until(
    'in service',
    () => scene.send('DescribeEndpoint', { EndpointName }),
    ({ EndpointStatus }) => EndpointStatus !== 'Creating',
  );
  return EndpointName;
}

const needs = (scene: Scene): Members => ({
  NumberOfCpuCoresRequired: 1,
  MinMemoryRequiredInMb: scene.random.whole(128, 999),
});

const shadow = async (scene: Scene): Promise<Members> => {
  const EndpointConfigName = await servedConfig(scene);
  const EndpointName = scene.name('endpoint');
  await scene.send('CreateEndpoint', { EndpointName, EndpointConfigName });
  await scene.until(
    'in service',
    () => scene.send('DescribeEndpoint', { EndpointName }),
    ({ EndpointStatus }) => EndpointStatus !== 'Creating',
  );
  const infrastructure = {
    InfrastructureType: 'RealTimeInference',
    RealTimeInferenceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  };
  const models = [await newModel(scene), await newModel(scene)];
  const [first, second] = ['production', 'shadow'];
  return {
    Name: scene.name('experiment'),
    Type: 'ShadowMode',
    RoleArn: scene.role(),
    EndpointName,
    Description: scene.random.slug(),
    ModelVariants: [
      { ModelName: models[0], VariantName: first, InfrastructureConfig: infrastructure },
      { ModelName: models[1], VariantName: second, InfrastructureConfig: infrastructure },
    ],
    ShadowModeConfig: {
      SourceModelVariantName: first,
      ShadowModelVariants: [
        { ShadowModelVariantName: second, SamplingPercentage: scene.random.whole(1, 99) },
      ],
    },
    // It is to start some day: until then it is Created, and can be started by hand.
    Schedule: {
      StartTime: new Date((Math.floor(Date.now() / 1000) + 86_400) * 1000),
      EndTime: new Date((Math.floor(Date.now() / 1000) + 2 * 86_400) * 1000),
    },
  };
};

export const inference: ProofGroup = {
  name: 'Inference',
  kinds: [
    {
      kind: 'Endpoint',
      given: async (scene) => ({
        EndpointName: scene.name('endpoint'),
        EndpointConfigName: await servedConfig(scene),
      }),
      update: async (_, scene) => ({ EndpointConfigName: await servedConfig(scene) }),
      also: {
        proves: ['UpdateEndpointWeightsAndCapacities'],
        run: ({ EndpointName }, scene) =>
          scene.step('UpdateEndpointWeightsAndCapacities', async () => {
            const DesiredWeight = scene.random.whole(2, 50);
            await scene.send('UpdateEndpointWeightsAndCapacities', {
              EndpointName,
              DesiredWeightsAndCapacities: [{ VariantName: 'all', DesiredWeight }],
            });
            const describe = (): Promise<Members> => scene.send('DescribeEndpoint', { EndpointName });
            const found = await scene.until(
              'updated',
              describe,
              ({ EndpointStatus }) => EndpointStatus === 'InService',
            );
            scene.same([{ VariantName: 'all', CurrentWeight: DesiredWeight }], found['ProductionVariants']);
          }),
      },
    },
    {
      kind: 'InferenceComponent',
      given: async (scene) => ({
        InferenceComponentName: scene.name('component'),
        EndpointName: await componentEndpoint(scene),
        VariantName: 'all',
        Specification: { ModelName: await servedModel(scene), ComputeResourceRequirements: needs(scene) },
        RuntimeConfig: { CopyCount: 1 },
      }),
      hides: ['RuntimeConfig', 'Specification'],
      filters: ({ EndpointName }, scene) => ({
        EndpointNameEquals: [EndpointName, scene.random.slug()],
        VariantNameEquals: ['all', 'other'],
      }),
      update: async (_, scene) => ({
        Specification: { ModelName: await servedModel(scene), ComputeResourceRequirements: needs(scene) },
      }),
      also: {
        proves: ['UpdateInferenceComponentRuntimeConfig'],
        run: ({ InferenceComponentName }, scene) =>
          scene.step('UpdateInferenceComponentRuntimeConfig', async () => {
            const describe = (): Promise<Members> =>
              scene.send('DescribeInferenceComponent', { InferenceComponentName });
            const CopyCount = 2;
            await scene.send('UpdateInferenceComponentRuntimeConfig', {
              InferenceComponentName,
              DesiredRuntimeConfig: { CopyCount },
            });
            const done = await scene.until(
              'updated',
              describe,
              ({ InferenceComponentStatus }) => InferenceComponentStatus !== 'Updating',
            );
            scene.same({ DesiredCopyCount: CopyCount }, done['RuntimeConfig']);
          }),
      },
    },
    {
      kind: 'InferenceExperiment',
      given: shadow,
      hides: ['ModelVariants', 'Type'],
      filtersElsewhere: ['Type'],
      update: (_, scene) => ({ Description: scene.random.slug() }),
      // No shadow test runs here: it is called off, and says so.
      start: { to: 'Cancelled' },
      stop: { to: 'Completed', apart: true },
      stopGiven: { ModelVariantActions: { production: 'Retain', shadow: 'Remove' } },
    },
  ],
};
