import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene } from '../scene.ts';

async function newFleet(scene: Scene): Promise<string> {
  const DeviceFleetName = scene.name('fleet');
  await scene.send('CreateDeviceFleet', {
    DeviceFleetName,
    OutputConfig: { S3OutputLocation: scene.s3Uri() },
    RoleArn: scene.role(),
  });
  return DeviceFleetName;
}

const plan = async (scene: Scene): Promise<Members> => ({
  EdgeDeploymentPlanName: scene.name('plan'),
  DeviceFleetName: await newFleet(scene),
  ModelConfigs: [{ ModelHandle: scene.random.slug(), EdgePackagingJobName: await newPackaging(scene) }],
});

const packaging = async (scene: Scene): Promise<Members> => ({
  EdgePackagingJobName: scene.name('packaging'),
  CompilationJobName: await newCompilation(scene),
  ModelName: scene.random.slug(),
  ModelVersion: '1.0',
  RoleArn: scene.role(),
  OutputConfig: { S3OutputLocation: scene.s3Uri() },
});

async function newPackaging(scene: Scene): Promise<string> {
  const given = await packaging(scene);
  await scene.send('CreateEdgePackagingJob', given);
  return String(given['EdgePackagingJobName']);
}

async function newCompilation(scene: Scene): Promise<string> {
  const CompilationJobName = scene.name('compilation');
  await scene.send('CreateCompilationJob', {
    CompilationJobName,
    RoleArn: scene.role(),
    InputConfig: { S3Uri: scene.s3Uri(), Framework: 'PYTORCH', DataInputConfig: '{"input0":[1,3,224,224]}' },
    OutputConfig: { S3OutputLocation: scene.s3Uri(), TargetDevice: 'ml_m5' },
    StoppingCondition: { MaxRuntimeInSeconds: 900 },
  });
  return CompilationJobName;
}

export const edge: ProofGroup = {
  name: 'Edge',
  kinds: [
    {
      kind: 'DeviceFleet',
      given: (scene) => ({
        DeviceFleetName: scene.name('fleet'),
        OutputConfig: { S3OutputLocation: scene.s3Uri() },
        RoleArn: scene.role(),
        Description: scene.random.slug(),
      }),
      update: (_, scene) => ({
        OutputConfig: { S3OutputLocation: scene.s3Uri() },
        Description: scene.random.slug(),
      }),
    },
    {
      kind: 'EdgePackagingJob',
      given: packaging,
      hides: ['OutputConfig'],
      stop: { to: 'STOPPED', early: true },
    },
    { kind: 'EdgeDeploymentPlan', given: plan },
  ],
  special: [
    {
      proves: [
        'RegisterDevices',
        'DescribeDevice',
        'ListDevices',
        'UpdateDevices',
        'GetDeviceFleetReport',
        'DeregisterDevices',
      ],
      async run(scene) {
        const DeviceFleetName = await newFleet(scene);
        const devices = [scene.name('device'), scene.name('device')];
        const Description = scene.random.slug();
        const describe = (DeviceName: string): Promise<Members> =>
          scene.send('DescribeDevice', { DeviceFleetName, DeviceName });
        const names = async (more: Members): Promise<unknown[]> =>
          listed(await scene.send('ListDevices', { DeviceFleetName, ...more }), 'DeviceSummaries')
            .map((it) => it['DeviceName'])
            .toSorted();
        const [first = '', second = ''] = devices;
        await scene.step('RegisterDevices', async () => {
          await scene.send('RegisterDevices', {
            DeviceFleetName,
            Devices: devices.map((DeviceName) => ({ DeviceName, Description })),
          });
          await scene.step('DescribeDevice', async () => {
            scene.same({ DeviceName: first, DeviceFleetName, Description }, await describe(first));
            await scene.refusal('DescribeDevice', { DeviceFleetName, DeviceName: scene.name('none') });
          });
        });
        await scene.step('ListDevices', async () => {
          scene.same(devices.toSorted(), await names({}));
          scene.same([], await names({ DeviceFleetName: await newFleet(scene) }));
          scene.same([], await names({ LatestHeartbeatAfter: new Date(Date.now() + 60_000) }));
        });
        await scene.step('UpdateDevices', async () => {
          const change = { Description: scene.random.slug(), IotThingName: scene.random.slug() };
          await scene.send('UpdateDevices', {
            DeviceFleetName,
            Devices: [{ DeviceName: second, ...change }],
          });
          scene.same(change, await describe(second));
          scene.same({ Description }, await describe(first));
        });
        await scene.step('GetDeviceFleetReport', async () => {
          const report = await scene.send('GetDeviceFleetReport', { DeviceFleetName });
          scene.same({ DeviceFleetName, DeviceStats: { RegisteredDeviceCount: 2 } }, report);
        });
        await scene.step('DeregisterDevices', async () => {
          await scene.send('DeregisterDevices', { DeviceFleetName, DeviceNames: [first] });
          scene.same([second], await names({}));
          await scene.refusal('DescribeDevice', { DeviceFleetName, DeviceName: first });
        });
      },
    },
    {
      proves: [
        'CreateEdgeDeploymentStage',
        'ListStageDevices',
        'StartEdgeDeploymentStage',
        'StopEdgeDeploymentStage',
        'DeleteEdgeDeploymentStage',
      ],
      async run(scene) {
        const given = await plan(scene);
        await scene.send('CreateEdgeDeploymentPlan', given);
        const { EdgeDeploymentPlanName, DeviceFleetName } = given;
        const DeviceName = scene.name('device');
        await scene.send('RegisterDevices', { DeviceFleetName, Devices: [{ DeviceName }] });
        const StageName = scene.name('stage');
        const stage = { EdgeDeploymentPlanName, StageName };
        const Stages = [StageName, scene.name('stage')].map((name) => ({
          StageName: name,
          DeviceSelectionConfig: { DeviceSubsetType: 'SELECTION', DeviceNames: [DeviceName] },
          DeploymentConfig: { FailureHandlingPolicy: 'DO_NOTHING' },
        }));
        const stages = async (): Promise<Members[]> =>
          listed(await scene.send('DescribeEdgeDeploymentPlan', { EdgeDeploymentPlanName }), 'Stages');
        const status = async (): Promise<Members> => {
          const found = (await stages()).find((it) => it['StageName'] === StageName);
          return (found?.['DeploymentStatus'] ?? {}) as Members;
        };
        await scene.step('CreateEdgeDeploymentStage', async () => {
          await scene.send('CreateEdgeDeploymentStage', { EdgeDeploymentPlanName, Stages });
          scene.same(Stages, await stages());
        });
        await scene.step('ListStageDevices', async () => {
          const { DeviceDeploymentSummaries } = await scene.send('ListStageDevices', stage);
          scene.same([{ DeviceName, StageName }], DeviceDeploymentSummaries);
          await scene.refusal('ListStageDevices', { ...stage, StageName: scene.name('none') });
        });
        await scene.until('ready', status, ({ StageStatus }) => StageStatus === 'READYTODEPLOY');
        await scene.step('StartEdgeDeploymentStage', async () => {
          const before = (await status())['StageStatus'];
          await scene.send('StartEdgeDeploymentStage', stage);
          await scene.until('started', status, ({ StageStatus }) => StageStatus !== before);
        });
        await scene.step('StopEdgeDeploymentStage', async () => {
          await scene.send('StopEdgeDeploymentStage', stage);
          await scene.until('stopped', status, ({ StageStatus }) => StageStatus === 'STOPPED');
        });
        await scene.step('DeleteEdgeDeploymentStage', async () => {
          await scene.send('DeleteEdgeDeploymentStage', stage);
          scene.same([{ StageName: Stages[1]?.StageName }], await stages());
        });
      },
    },
  ],
};
