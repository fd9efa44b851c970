import {
  CreateCompilationJobCommand,
  CreateDeviceFleetCommand,
  CreateEdgeDeploymentPlanCommand,
  CreateEdgeDeploymentStageCommand,
  CreateEdgePackagingJobCommand,
  CreateFeatureGroupCommand,
  DeleteDeviceFleetCommand,
  DeleteEdgeDeploymentPlanCommand,
  DeleteEdgeDeploymentStageCommand,
  DeregisterDevicesCommand,
  DescribeDeviceCommand,
  DescribeDeviceFleetCommand,
  DescribeEdgeDeploymentPlanCommand,
  DescribeEdgePackagingJobCommand,
  GetDeviceFleetReportCommand,
  ListDeviceFleetsCommand,
  ListDevicesCommand,
  type ListDevicesCommandInput,
  ListEdgeDeploymentPlansCommand,
  ListEdgePackagingJobsCommand,
  ListResourceCatalogsCommand,
  ListStageDevicesCommand,
  ListTagsCommand,
  RegisterDevicesCommand,
  type SageMakerClient,
  StartEdgeDeploymentStageCommand,
  StopEdgeDeploymentStageCommand,
  StopEdgePackagingJobCommand,
  UpdateDeviceFleetCommand,
  UpdateDevicesCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const OutputConfig = { S3OutputLocation: 's3://bucket/edge' };
let engine: TestEngine;
let sm: SageMakerClient;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.1');
  sm = complete(engine.sagemaker);
});
afterAll(() => engine.stop());

async function fleet(DeviceFleetName: string, ...devices: string[]): Promise<void> {
  await sm.send(new CreateDeviceFleetCommand({ DeviceFleetName, RoleArn: ROLE, OutputConfig }));
  if (devices.length === 0) return;
  const Devices = devices.map((DeviceName) => ({ DeviceName }));
  await sm.send(new RegisterDevicesCommand({ DeviceFleetName, Devices }));
}

async function devices(input: ListDevicesCommandInput): Promise<(string | undefined)[]> {
  const { DeviceSummaries } = await sm.send(new ListDevicesCommand(input));
  return (DeviceSummaries ?? []).map(({ DeviceName }) => DeviceName).sort();
}

describe('device fleets', () => {
  it('are created, updated, reported, listed, and kept by their devices', async () => {
    const name = { DeviceFleetName: 'cameras' };
    await sm.send(
      new CreateDeviceFleetCommand({ ...name, RoleArn: ROLE, OutputConfig, EnableIotRoleAlias: true }),
    );
    await fleet('doors');
    await expect(fleet('doors')).rejects.toMatchObject({ name: 'ResourceInUse' });
    expect(await sm.send(new DescribeDeviceFleetCommand(name))).toMatchObject({
      DeviceFleetArn: 'arn:aws:sagemaker:us-east-1:000000000000:device-fleet/cameras',
      OutputConfig,
      IotRoleAlias: 'arn:aws:iam::000000000000:rolealias/SageMakerEdge-cameras',
    });
    await sm.send(new UpdateDeviceFleetCommand({ ...name, OutputConfig, Description: 'All cameras' }));
    const Devices = [{ DeviceName: 'cam-1', Description: 'First' }, { DeviceName: 'cam-2' }];
    await sm.send(new RegisterDevicesCommand({ ...name, Devices, Tags: [{ Key: 'room', Value: 'hall' }] }));
    const twice = new RegisterDevicesCommand({
      ...name,
      Devices: [{ DeviceName: 'new' }, Devices[0]] as never,
    });
    await expect(sm.send(twice)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await devices(name)).toEqual(['cam-1', 'cam-2']);
    const report = await sm.send(new GetDeviceFleetReportCommand(name));
    expect(report).toMatchObject({
      Description: 'All cameras',
      DeviceStats: { RegisteredDeviceCount: 2, ConnectedDeviceCount: 0 },
    });
    const device = { ...name, DeviceName: 'cam-1' };
    const found = await sm.send(new DescribeDeviceCommand(device));
    expect(found).toMatchObject({
      DeviceArn: 'arn:aws:sagemaker:us-east-1:000000000000:device-fleet/cameras/device/cam-1',
      Description: 'First',
    });
    const { Tags } = await sm.send(new ListTagsCommand({ ResourceArn: found.DeviceArn }));
    expect(Tags).toEqual([{ Key: 'room', Value: 'hall' }]);
    const change = { DeviceName: 'cam-1', Description: 'In the hall', IotThingName: 'thing' };
    await sm.send(new UpdateDevicesCommand({ ...name, Devices: [change] }));
    expect(await sm.send(new DescribeDeviceCommand(device))).toMatchObject(change);
    expect(await devices({ ModelName: 'any' })).toEqual([]);
    const sorted = await sm.send(new ListDeviceFleetsCommand({ SortBy: 'NAME', SortOrder: 'Descending' }));
    expect(sorted.DeviceFleetSummaries?.map((summary) => summary.DeviceFleetName)).toEqual([
      'doors',
      'cameras',
    ]);
    await expect(sm.send(new DeleteDeviceFleetCommand(name))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await expect(
      sm.send(new DeregisterDevicesCommand({ ...name, DeviceNames: ['cam-1', 'none'] })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await sm.send(new DeregisterDevicesCommand({ ...name, DeviceNames: ['cam-1', 'cam-2'] }));
    await expect(sm.send(new DescribeDeviceCommand(device))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    await sm.send(new DeleteDeviceFleetCommand(name));
    await expect(sm.send(new DescribeDeviceFleetCommand(name))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

async function packaging(EdgePackagingJobName: string): Promise<void> {
  await sm.send(
    new CreateEdgePackagingJobCommand({
      EdgePackagingJobName,
      CompilationJobName: 'compiled',
      ModelName: 'net',
      ModelVersion: '1',
      RoleArn: ROLE,
      OutputConfig,
    }),
  );
}

describe('edge packaging jobs', () => {
  const described = (EdgePackagingJobName: string) =>
    sm.send(new DescribeEdgePackagingJobCommand({ EdgePackagingJobName }));

  it('need a compilation job, fail honestly, and can be stopped before', async () => {
    await expect(packaging('early')).rejects.toMatchObject({ name: 'ValidationException' });
    await sm.send(
      new CreateCompilationJobCommand({
        CompilationJobName: 'compiled',
        RoleArn: ROLE,
        InputConfig: {
          S3Uri: 's3://bucket/model.tar.gz',
          DataInputConfig: '{"x": [1, 3]}',
          Framework: 'PYTORCH',
        },
        OutputConfig: { S3OutputLocation: 's3://bucket/out', TargetDevice: 'ml_c5' },
        StoppingCondition: { MaxRuntimeInSeconds: 900 },
      }),
    );
    await packaging('pack');
    await packaging('stopped');
    await sm.send(new StopEdgePackagingJobCommand({ EdgePackagingJobName: 'stopped' }));
    const failed = await until(
      () => described('pack'),
      ({ EdgePackagingJobStatus }) => EdgePackagingJobStatus === 'FAILED',
    );
    expect(failed).toMatchObject({ CompilationJobName: 'compiled', ModelName: 'net', OutputConfig });
    expect(failed.EdgePackagingJobStatusMessage).toContain('does not run');
    await until(
      () => described('stopped'),
      ({ EdgePackagingJobStatus }) => EdgePackagingJobStatus === 'STOPPED',
    );
    const stop = new StopEdgePackagingJobCommand({ EdgePackagingJobName: 'pack' });
    await expect(sm.send(stop)).rejects.toMatchObject({ name: 'ValidationException' });
    const { EdgePackagingJobSummaries: list } = await sm.send(
      new ListEdgePackagingJobsCommand({ StatusEquals: 'FAILED', ModelNameContains: 'ne', SortBy: 'STATUS' }),
    );
    expect(list?.map((job) => job.EdgePackagingJobName)).toEqual(['pack']);
  });
});

describe('edge deployment plans', () => {
  it('have stages that choose devices, start, stop, and keep the plan while under way', async () => {
    await fleet('robots', 'arm-1', 'arm-2', 'leg-1');
    const plan = { EdgeDeploymentPlanName: 'rollout' };
    const create = {
      ...plan,
      ModelConfigs: [{ ModelHandle: 'net', EdgePackagingJobName: 'pack' }],
      DeviceFleetName: 'robots',
    };
    const first = {
      StageName: 'first',
      DeviceSelectionConfig: { DeviceSubsetType: 'PERCENTAGE' as const, Percentage: 50 },
    };
    const broken = { StageName: 'x', DeviceSelectionConfig: { DeviceSubsetType: 'SELECTION' as const } };
    await expect(
      sm.send(new CreateEdgeDeploymentPlanCommand({ ...create, Stages: [broken] })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await sm.send(new CreateEdgeDeploymentPlanCommand({ ...create, Stages: [first] }));
    const second = {
      StageName: 'second',
      DeviceSelectionConfig: { DeviceSubsetType: 'NAMECONTAINS' as const, DeviceNameContains: 'arm' },
      DeploymentConfig: { FailureHandlingPolicy: 'DO_NOTHING' as const },
    };
    await sm.send(new CreateEdgeDeploymentStageCommand({ ...plan, Stages: [second] }));
    await expect(
      sm.send(new CreateEdgeDeploymentStageCommand({ ...plan, Stages: [second] })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    const described = () => sm.send(new DescribeEdgeDeploymentPlanCommand(plan));
    const statuses = async () =>
      ((await described()).Stages ?? []).map(({ DeploymentStatus }) => DeploymentStatus?.StageStatus);
    const reach = (...wanted: string[]) =>
      until(statuses, (found) => JSON.stringify(found) === JSON.stringify(wanted));
    await reach('READYTODEPLOY', 'READYTODEPLOY');
    const found = await described();
    expect(found).toMatchObject({ DeviceFleetName: 'robots', EdgeDeploymentPending: 4 });
    expect(found.Stages).toMatchObject([
      {
        StageName: 'first',
        DeploymentConfig: { FailureHandlingPolicy: 'ROLLBACK_ON_FAILURE' },
        DeploymentStatus: { EdgeDeploymentPendingInStage: 2 },
      },
      second,
    ]);
    const page = await sm.send(new DescribeEdgeDeploymentPlanCommand({ ...plan, MaxResults: 1 }));
    const next = await sm.send(
      new DescribeEdgeDeploymentPlanCommand({ ...plan, MaxResults: 1, NextToken: page.NextToken }),
    );
    expect([page, next].map(({ Stages }) => Stages?.[0]?.StageName)).toEqual(['first', 'second']);

    const stage = { ...plan, StageName: 'first' };
    await sm.send(new StartEdgeDeploymentStageCommand(stage));
    await reach('INPROGRESS', 'READYTODEPLOY');
    await expect(sm.send(new StartEdgeDeploymentStageCommand(stage))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const { DeviceDeploymentSummaries: chosen } = await sm.send(new ListStageDevicesCommand(stage));
    expect(chosen?.map((one) => [one.DeviceName, one.DeviceDeploymentStatus])).toEqual([
      ['arm-1', 'INPROGRESS'],
      ['arm-2', 'INPROGRESS'],
    ]);
    const others = await sm.send(
      new ListStageDevicesCommand({
        ...plan,
        StageName: 'second',
        ExcludeDevicesDeployedInOtherStage: true,
      }),
    );
    expect(others.DeviceDeploymentSummaries).toEqual([]);
    await expect(sm.send(new DeleteEdgeDeploymentPlanCommand(plan))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await expect(sm.send(new DeleteEdgeDeploymentStageCommand(stage))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await sm.send(new StopEdgeDeploymentStageCommand(stage));
    await reach('STOPPED', 'READYTODEPLOY');
    await sm.send(new DeleteEdgeDeploymentStageCommand(stage));
    expect(await statuses()).toEqual(['READYTODEPLOY']);
    const list = async (DeviceFleetNameContains: string): Promise<(string | undefined)[]> =>
      (
        (await sm.send(new ListEdgeDeploymentPlansCommand({ DeviceFleetNameContains })))
          .EdgeDeploymentPlanSummaries ?? []
      ).map(({ EdgeDeploymentPlanName }) => EdgeDeploymentPlanName);
    expect([await list('rob'), await list('cam')]).toEqual([['rollout'], []]);
    await sm.send(new DeleteEdgeDeploymentPlanCommand(plan));
    await expect(described()).rejects.toMatchObject({ name: 'ResourceNotFound' });
    // Its stages went with it: the name can be used again, and has none.
    await sm.send(new CreateEdgeDeploymentPlanCommand(create));
    expect(await statuses()).toEqual([]);
  });
});

describe('resource catalogs', () => {
  it('are there once there is a feature group', async () => {
    const list = async (NameContains: string) =>
      (await sm.send(new ListResourceCatalogsCommand({ NameContains }))).ResourceCatalogs;
    expect(await list('Feature')).toEqual([]);
    await sm.send(
      new CreateFeatureGroupCommand({
        FeatureGroupName: 'birds',
        RecordIdentifierFeatureName: 'id',
        EventTimeFeatureName: 'at',
        FeatureDefinitions: [
          { FeatureName: 'id', FeatureType: 'Integral' },
          { FeatureName: 'at', FeatureType: 'Fractional' },
        ],
        OnlineStoreConfig: { EnableOnlineStore: true },
      }),
    );
    expect(await list('feature')).toMatchObject([
      {
        ResourceCatalogName: 'DefaultFeatureGroupCatalog',
        ResourceCatalogArn:
          'arn:aws:sagemaker:us-east-1:000000000000:sagemaker-catalog/DefaultFeatureGroupCatalog',
      },
    ]);
    expect(await list('other')).toEqual([]);
  });
});
