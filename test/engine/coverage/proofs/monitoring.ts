import { type Members } from '../inputs.ts';
import { type KindProof } from '../kindProof.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene } from '../scene.ts';
import { newEndpointConfig } from './hosting.ts';

async function newEndpoint(scene: Scene): Promise<string> {
  const EndpointName = scene.name('endpoint');
  await scene.send('CreateEndpoint', { EndpointName, EndpointConfigName: await newEndpointConfig(scene) });
  return EndpointName;
}

const image = (scene: Scene): string =>
  `000000000000.dkr.ecr.us-east-1.amazonaws.com/${scene.random.slug()}:1`;
const outputs = (scene: Scene): Members => ({
  MonitoringOutputs: [{ S3Output: { S3Uri: scene.s3Uri(), LocalPath: '/opt/ml/processing/output' } }],
});
const resources = { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 } };

/** The four kinds of job definitions differ in the first words of their members. */
function definition(type: string): KindProof {
  const truth = type === 'ModelQuality' || type === 'ModelBias';
  const clarify = type === 'ModelBias' || type === 'ModelExplainability';
  return {
    kind: `${type}JobDefinition`,
    given: async (scene) => ({
      JobDefinitionName: scene.name('definition'),
      [`${type}AppSpecification`]: {
        ImageUri: image(scene),
        ...(clarify ? { ConfigUri: scene.s3Uri() } : {}),
        ...(type === 'ModelQuality' ? { ProblemType: 'Regression' } : {}),
      },
      [`${type}JobInput`]: {
        EndpointInput: { EndpointName: await newEndpoint(scene), LocalPath: '/opt/ml/processing/input' },
        ...(truth ? { GroundTruthS3Input: { S3Uri: scene.s3Uri() } } : {}),
      },
      [`${type}JobOutputConfig`]: outputs(scene),
      JobResources: resources,
      RoleArn: scene.role(),
    }),
    as: ({ JobDefinitionArn }) => ({ MonitoringJobDefinitionArn: JobDefinitionArn }),
    filters: (known, scene) => {
      const { EndpointInput } = known[`${type}JobInput`] as { EndpointInput: { EndpointName: string } };
      return { EndpointName: [EndpointInput.EndpointName, scene.random.slug()] };
    },
  };
}

async function newDefinition(scene: Scene, EndpointName: string): Promise<string> {
  const JobDefinitionName = scene.name('definition');
  await scene.send('CreateDataQualityJobDefinition', {
    JobDefinitionName,
    DataQualityAppSpecification: { ImageUri: image(scene) },
    DataQualityJobInput: { EndpointInput: { EndpointName, LocalPath: '/opt/ml/processing/input' } },
    DataQualityJobOutputConfig: outputs(scene),
    JobResources: resources,
    RoleArn: scene.role(),
  });
  return JobDefinitionName;
}

async function schedule(scene: Scene): Promise<Members> {
  const MonitoringJobDefinitionName = await newDefinition(scene, await newEndpoint(scene));
  return {
    MonitoringScheduleName: scene.name('schedule'),
    MonitoringScheduleConfig: {
      ScheduleConfig: { ScheduleExpression: 'cron(0 * ? * * *)' },
      MonitoringJobDefinitionName,
      MonitoringType: 'DataQuality',
    },
  };
}

const config = (known: Members): Members => known['MonitoringScheduleConfig'] as Members;

export const monitoring: ProofGroup = {
  name: 'Monitoring',
  kinds: [
    ...['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability'].map(definition),
    {
      kind: 'MonitoringSchedule',
      given: schedule,
      filters: (known, scene) => ({
        EndpointName: [known['EndpointName'], scene.random.slug()],
        MonitoringJobDefinitionName: [config(known)['MonitoringJobDefinitionName'], scene.random.slug()],
        MonitoringTypeEquals: ['DataQuality', 'ModelBias'],
      }),
      update: (known) => ({
        MonitoringScheduleConfig: {
          ...config(known),
          ScheduleConfig: { ScheduleExpression: 'cron(0 5 ? * * *)' },
        },
      }),
      stop: { to: 'Stopped' },
      start: { to: 'Scheduled' },
      also: {
        proves: [
          'ListMonitoringExecutions',
          'ListMonitoringAlerts',
          'UpdateMonitoringAlert',
          'ListMonitoringAlertHistory',
        ],
        async run({ MonitoringScheduleName }, scene) {
          await scene.step('ListMonitoringExecutions', async () => {
            const mine = await scene.send('ListMonitoringExecutions', { MonitoringScheduleName });
            const all = listed(mine, 'MonitoringExecutionSummaries');
            scene.check(
              all.every((it) => it['MonitoringScheduleName'] === MonitoringScheduleName),
              'Executions of another schedule.',
            );
            scene.check(Array.isArray(mine['MonitoringExecutionSummaries']), 'It answers no list.');
            scene.same(
              [],
              (
                await scene.send('ListMonitoringExecutions', {
                  MonitoringScheduleName,
                  CreationTimeBefore: new Date(0),
                })
              )['MonitoringExecutionSummaries'],
            );
          });
          const alerts = async (): Promise<Members[]> =>
            listed(
              await scene.send('ListMonitoringAlerts', { MonitoringScheduleName }),
              'MonitoringAlertSummaries',
            );
          const alert = await scene.step('ListMonitoringAlerts', async () => {
            const [first] = await alerts();
            scene.check(first !== undefined, 'The schedule has no alert.');
            await scene.refusal('ListMonitoringAlerts', { MonitoringScheduleName: scene.name('none') });
            return first ?? {};
          });
          await scene.step('UpdateMonitoringAlert', async () => {
            const { MonitoringAlertName } = alert;
            const EvaluationPeriod = scene.random.whole(10, 50);
            const change = {
              MonitoringAlertName,
              EvaluationPeriod,
              DatapointsToAlert: scene.random.whole(2, 9),
            };
            await scene.send('UpdateMonitoringAlert', { MonitoringScheduleName, ...change });
            scene.same(
              [change],
              (await alerts()).filter((it) => it['MonitoringAlertName'] === MonitoringAlertName),
            );
          });
          await scene.step('ListMonitoringAlertHistory', async () => {
            const answer = await scene.send('ListMonitoringAlertHistory', { MonitoringScheduleName });
            const history = listed(answer, 'MonitoringAlertHistory');
            scene.check(Array.isArray(answer['MonitoringAlertHistory']), 'It answers no list.');
            scene.check(
              history.every((it) => it['MonitoringScheduleName'] === MonitoringScheduleName),
              'Alerts of another schedule.',
            );
          });
        },
      },
    },
  ],
};
