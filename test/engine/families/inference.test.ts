import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';
import { ARN, hosted, IMAGE, ROLE } from './hosted.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.2');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
  await hosted(sm, 'shop');
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

describe('inference components', () => {
  const name = { InferenceComponentName: 'part' };
  const Specification = {
    ModelName: 'shop',
    ComputeResourceRequirements: { MinMemoryRequiredInMb: 1024 },
  };
  const request = { ...name, EndpointName: 'shop', VariantName: 'all', Specification };
  const settled = () =>
    until(
      () => sm.describeInferenceComponent(name),
      ({ InferenceComponentStatus }) => InferenceComponentStatus === 'Failed',
    );

  it('are refused without their endpoint, variant or model', async () => {
    const cases: [object, string][] = [
      [{ EndpointName: 'none' }, 'Could not find endpoint'],
      [{ VariantName: 'none' }, 'Could not find variant'],
      [{ Specification: { ...Specification, ModelName: 'none' } }, 'Could not find model'],
      [{ Specification: { ModelName: 'shop' } }, 'needs ComputeResourceRequirements'],
      [{ Specification: { BaseInferenceComponentName: 'none' } }, 'base inference component'],
    ];
    for (const [change, words] of cases) {
      await expect(sm.createInferenceComponent({ ...request, ...change })).rejects.toThrow(words);
    }
  });

  it('say that they are not hosted here, and change', async () => {
    await sm.createInferenceComponent({ ...request, RuntimeConfig: { CopyCount: 2 } });
    expect(await sm.describeInferenceComponent(name)).toMatchObject({
      InferenceComponentStatus: 'Creating',
      EndpointArn: `${ARN}:endpoint/shop`,
      RuntimeConfig: { DesiredCopyCount: 2, CurrentCopyCount: 0 },
    });
    await expect(sm.updateInferenceComponent({ ...name, Specification })).rejects.toThrow('in-progress');
    expect((await settled()).FailureReason).toContain('does not host inference components');
    await sm.updateInferenceComponentRuntimeConfig({ ...name, DesiredRuntimeConfig: { CopyCount: 3 } });
    expect((await settled()).RuntimeConfig).toMatchObject({ DesiredCopyCount: 3 });
    const other = {
      Container: { Image: IMAGE },
      ComputeResourceRequirements: { MinMemoryRequiredInMb: 512 },
    };
    await sm.updateInferenceComponent({ ...name, Specification: other });
    expect(await sm.describeInferenceComponent(name)).toMatchObject({
      InferenceComponentStatus: 'Updating',
      Specification: { Container: { DeployedImage: { SpecifiedImage: IMAGE } } },
      RuntimeConfig: { DesiredCopyCount: 3 },
    });
    const listed = async (EndpointNameEquals: string) =>
      (await sm.listInferenceComponents({ EndpointNameEquals })).InferenceComponents;
    expect(await listed('shop')).toMatchObject([{ ...name, VariantName: 'all' }]);
    expect(await listed('other')).toEqual([]);
    await sm.deleteInferenceComponent(name);
    expect((await sm.describeInferenceComponent(name)).InferenceComponentStatus).toBe('Deleting');
    await until(
      () => listed('shop'),
      (all) => all?.length === 0,
    );
    await expect(sm.describeInferenceComponent(name)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('inference experiments', () => {
  const variant = (VariantName: string, InstanceCount = 1) => ({
    ModelName: 'shop',
    VariantName,
    InfrastructureConfig: {
      InfrastructureType: 'RealTimeInference' as const,
      RealTimeInferenceConfig: { InstanceType: 'ml.m5.large' as const, InstanceCount },
    },
  });
  const shadows = { ShadowModelVariants: [{ ShadowModelVariantName: 'new', SamplingPercentage: 20 }] };
  const request = {
    Type: 'ShadowMode' as const,
    RoleArn: ROLE,
    EndpointName: 'shop',
    ModelVariants: [variant('old'), variant('new')],
    ShadowModeConfig: { SourceModelVariantName: 'old', ...shadows },
  };
  const reach = (Name: string, status: string) =>
    until(
      () => sm.describeInferenceExperiment({ Name }),
      ({ Status }) => Status === status,
    );

  it('are checked, updated, started and deleted', async () => {
    const Name = 'shadow';
    const lost = { ...request, Name, ShadowModeConfig: { SourceModelVariantName: 'gone', ...shadows } };
    await expect(sm.createInferenceExperiment(lost)).rejects.toThrow('names the variant "gone"');
    const { InferenceExperimentArn } = await sm.createInferenceExperiment({ ...request, Name });
    expect(InferenceExperimentArn).toBe(`${ARN}:inference-experiment/shadow`);
    await expect(sm.updateInferenceExperiment({ Name, Description: 'x' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await reach(Name, 'Created');
    await sm.updateInferenceExperiment({
      Name,
      Description: 'two',
      ModelVariants: [variant('old', 2), variant('new')],
    });
    expect(await reach(Name, 'Created')).toMatchObject({
      Description: 'two',
      EndpointMetadata: { EndpointName: 'shop', EndpointConfigName: 'shop' },
      ModelVariants: [
        { InfrastructureConfig: { RealTimeInferenceConfig: { InstanceCount: 2 } }, Status: 'InService' },
        { VariantName: 'new' },
      ],
    });
    await sm.startInferenceExperiment({ Name });
    await expect(sm.deleteInferenceExperiment({ Name })).rejects.toMatchObject({ name: 'ConflictException' });
    expect((await reach(Name, 'Cancelled')).StatusReason).toContain('does not run shadow tests');
    await sm.deleteInferenceExperiment({ Name });
    await expect(sm.describeInferenceExperiment({ Name })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it('are stopped with what becomes of each variant', async () => {
    const Name = 'halted';
    await sm.createInferenceExperiment({ ...request, Name });
    await reach(Name, 'Created');
    const actions = { old: 'Retain' as const, new: 'Remove' as const };
    const { new: _new, ...partly } = actions;
    await expect(sm.stopInferenceExperiment({ Name, ModelVariantActions: partly })).rejects.toThrow('"new"');
    await sm.stopInferenceExperiment({
      ...{ Name, ModelVariantActions: actions, DesiredState: 'Completed' as const, Reason: 'enough' },
    });
    expect(await reach(Name, 'Completed')).toMatchObject({
      StatusReason: 'enough',
      ModelVariants: [
        { VariantName: 'old', Status: 'InService' },
        { VariantName: 'new', Status: 'Deleted' },
      ],
    });
    const done = await sm.listInferenceExperiments({ StatusEquals: 'Completed', Type: 'ShadowMode' });
    expect(done.InferenceExperiments?.map((one) => one.Name)).toEqual(['halted']);
    const running = await sm.listInferenceExperiments({ StatusEquals: 'Running' });
    expect(running.InferenceExperiments).toEqual([]);
  });
});
