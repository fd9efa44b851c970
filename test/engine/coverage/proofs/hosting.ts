import { type ProofGroup } from '../proof.ts';
import { type Scene } from '../scene.ts';

const container = (scene: Scene): object => ({
  Image: `000000000000.dkr.ecr.us-east-1.amazonaws.com/${scene.random.slug()}:1`,
  ModelDataUrl: `${scene.s3Uri()}/model.tar.gz`,
  Environment: { [scene.random.slug()]: scene.random.slug() },
});

/** @returns the name of a new model */
export async function newModel(scene: Scene): Promise<string> {
  const ModelName = scene.name('model');
  await scene.send('CreateModel', {
    ModelName,
    ExecutionRoleArn: scene.role(),
    PrimaryContainer: container(scene),
  });
  return ModelName;
}

export const variant = (ModelName: string): object => ({
  VariantName: 'all',
  ModelName,
  InstanceType: 'ml.m5.large',
  InitialInstanceCount: 1,
});

/** @returns the name of a new endpoint configuration with one variant, `all` */
export async function newEndpointConfig(scene: Scene, ModelName?: string): Promise<string> {
  const EndpointConfigName = scene.name('config');
  const ProductionVariants = [variant(ModelName ?? (await newModel(scene)))];
  await scene.send('CreateEndpointConfig', { EndpointConfigName, ProductionVariants });
  return EndpointConfigName;
}

export const hosting: ProofGroup = {
  name: 'Hosting',
  kinds: [
    {
      kind: 'Model',
      given: (scene) => ({
        ModelName: scene.name('model'),
        ExecutionRoleArn: scene.role(),
        PrimaryContainer: container(scene),
      }),
    },
    {
      kind: 'EndpointConfig',
      given: async (scene) => ({
        EndpointConfigName: scene.name('config'),
        ProductionVariants: [variant(await newModel(scene))],
      }),
    },
  ],
};
