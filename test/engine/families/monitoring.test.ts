import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';
import { ARN, hosted, IMAGE, ROLE } from './hosted.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
  await hosted(sm, 'seen');
  await hosted(sm, 'other');
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

const LocalPath = '/opt/ml/processing/in';
const output = {
  MonitoringOutputs: [{ S3Output: { S3Uri: 's3://b/o', LocalPath: '/opt/ml/processing/out' } }],
};
const cluster = { InstanceCount: 1, InstanceType: 'ml.m5.large' as const, VolumeSizeInGB: 5 };
const common = { RoleArn: ROLE, JobResources: { ClusterConfig: cluster } };
const input = (EndpointName: string) => ({ EndpointInput: { EndpointName, LocalPath } });
const truth = { GroundTruthS3Input: { S3Uri: 's3://b/t' } };

describe('job definitions', () => {
  it('of data quality need their endpoint and are listed by it', async () => {
    const definition = (JobDefinitionName: string, endpoint: string) => ({
      ...common,
      JobDefinitionName,
      DataQualityAppSpecification: { ImageUri: IMAGE },
      DataQualityJobInput: input(endpoint),
      DataQualityJobOutputConfig: output,
    });
    await expect(sm.createDataQualityJobDefinition(definition('d', 'none'))).rejects.toThrow(
      'Could not find endpoint',
    );
    const { JobDefinitionArn } = await sm.createDataQualityJobDefinition(definition('data', 'seen'));
    expect(JobDefinitionArn).toBe(`${ARN}:data-quality-job-definition/data`);
    await sm.createDataQualityJobDefinition(definition('data-other', 'other'));
    await expect(sm.createDataQualityJobDefinition(definition('data', 'seen'))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    expect(await sm.describeDataQualityJobDefinition({ JobDefinitionName: 'data' })).toMatchObject(
      definition('data', 'seen'),
    );
    const { JobDefinitionSummaries } = await sm.listDataQualityJobDefinitions({ EndpointName: 'seen' });
    expect(JobDefinitionSummaries).toMatchObject([
      { MonitoringJobDefinitionName: 'data', EndpointName: 'seen' },
    ]);
    await sm.deleteDataQualityJobDefinition({ JobDefinitionName: 'data-other' });
    await expect(
      sm.describeDataQualityJobDefinition({ JobDefinitionName: 'data-other' }),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('of the other types are kept apart', async () => {
    const JobDefinitionName = 'data';
    await sm.createModelQualityJobDefinition({
      ...{ ...common, JobDefinitionName, ModelQualityJobOutputConfig: output },
      ModelQualityAppSpecification: { ImageUri: IMAGE, ProblemType: 'Regression' },
      ModelQualityJobInput: { ...input('seen'), ...truth },
    });
    await sm.createModelBiasJobDefinition({
      ...{ ...common, JobDefinitionName, ModelBiasJobOutputConfig: output },
      ModelBiasAppSpecification: { ImageUri: IMAGE, ConfigUri: 's3://b/c' },
      ModelBiasJobInput: { ...input('seen'), ...truth },
    });
    await sm.createModelExplainabilityJobDefinition({
      ...{ ...common, JobDefinitionName, ModelExplainabilityJobOutputConfig: output },
      ModelExplainabilityAppSpecification: { ImageUri: IMAGE, ConfigUri: 's3://b/e' },
      ModelExplainabilityJobInput: input('seen'),
    });
    const quality = await sm.describeModelQualityJobDefinition({ JobDefinitionName });
    expect(quality.ModelQualityAppSpecification?.ProblemType).toBe('Regression');
    const bias = await sm.describeModelBiasJobDefinition({ JobDefinitionName });
    expect(bias.ModelBiasAppSpecification?.ConfigUri).toBe('s3://b/c');
    const explained = await sm.describeModelExplainabilityJobDefinition({ JobDefinitionName });
    expect(explained.ModelExplainabilityAppSpecification?.ConfigUri).toBe('s3://b/e');
    await sm.deleteModelBiasJobDefinition({ JobDefinitionName });
    expect((await sm.listModelBiasJobDefinitions({})).JobDefinitionSummaries).toEqual([]);
    expect((await sm.listModelQualityJobDefinitions({})).JobDefinitionSummaries).toHaveLength(1);
    expect((await sm.listModelExplainabilityJobDefinitions({})).JobDefinitionSummaries).toHaveLength(1);
    await sm.deleteModelQualityJobDefinition({ JobDefinitionName });
    await sm.deleteModelExplainabilityJobDefinition({ JobDefinitionName });
    expect((await sm.listModelExplainabilityJobDefinitions({})).JobDefinitionSummaries).toEqual([]);
  });
});

describe('monitoring schedules', () => {
  const name = { MonitoringScheduleName: 'watch' };
  const by = { MonitoringJobDefinitionName: 'data', MonitoringType: 'DataQuality' as const };
  const hourly = { ...by, ScheduleConfig: { ScheduleExpression: 'cron(0 * ? * * *)' } };
  const once = {
    ...by,
    ScheduleConfig: {
      ScheduleExpression: 'NOW',
      DataAnalysisStartTime: '-PT1H',
      DataAnalysisEndTime: '-PT0H',
    },
  };
  const reach = (status: string) =>
    until(
      () => sm.describeMonitoringSchedule(name),
      ({ MonitoringScheduleStatus }) => MonitoringScheduleStatus === status,
    );
  const executions = async (change: object = {}) =>
    (await sm.listMonitoringExecutions({ ...name, ...change })).MonitoringExecutionSummaries ?? [];

  it('are refused without their definition or with another cron', async () => {
    const cases: [object, string][] = [
      [{ ...hourly, MonitoringJobDefinitionName: 'none' }, 'Could not find DataQuality job definition'],
      [{ ...hourly, MonitoringType: 'ModelBias' }, 'Could not find ModelBias job definition'],
      [{ ...by, ScheduleConfig: { ScheduleExpression: 'cron(5 * ? * * *)' } }, 'is not supported'],
      [{ ...by, ScheduleConfig: { ScheduleExpression: 'NOW' } }, 'DataAnalysisStartTime is needed'],
      [{ ScheduleConfig: hourly.ScheduleConfig }, 'Exactly one of'],
    ];
    for (const [MonitoringScheduleConfig, words] of cases) {
      await expect(sm.createMonitoringSchedule({ ...name, MonitoringScheduleConfig })).rejects.toThrow(words);
    }
  });

  it('are stopped, started, updated and listed', async () => {
    const { MonitoringScheduleArn } = await sm.createMonitoringSchedule({
      ...name,
      MonitoringScheduleConfig: hourly,
    });
    expect(MonitoringScheduleArn).toBe(`${ARN}:monitoring-schedule/watch`);
    expect(await reach('Scheduled')).toMatchObject({ EndpointName: 'seen', MonitoringType: 'DataQuality' });
    expect(await executions()).toEqual([]);
    await sm.stopMonitoringSchedule(name);
    await reach('Stopped');
    await sm.startMonitoringSchedule(name);
    await reach('Scheduled');
    const daily = { ...by, ScheduleConfig: { ScheduleExpression: 'cron(0 4 ? * * *)' } };
    await sm.updateMonitoringSchedule({ ...name, MonitoringScheduleConfig: daily });
    const { MonitoringScheduleConfig } = await reach('Scheduled');
    expect(MonitoringScheduleConfig).toEqual(daily);
    const listed = async (EndpointName: string) =>
      (await sm.listMonitoringSchedules({ EndpointName, MonitoringTypeEquals: 'DataQuality' }))
        .MonitoringScheduleSummaries;
    expect(await listed('seen')).toMatchObject([name]);
    expect(await listed('other')).toEqual([]);
  });

  it('that are due have executions, which say that nothing was analyzed, and raise the alert', async () => {
    const [alert] = (await sm.listMonitoringAlerts(name)).MonitoringAlertSummaries ?? [];
    expect(alert).toMatchObject({ AlertStatus: 'OK', DatapointsToAlert: 1, EvaluationPeriod: 1 });
    await sm.updateMonitoringSchedule({ ...name, MonitoringScheduleConfig: once });
    const [first] = await until(executions, ([one]) => one?.MonitoringExecutionStatus === 'Failed');
    expect(first?.FailureReason).toContain('does not run monitoring jobs yet');
    expect(first).toMatchObject({ EndpointName: 'seen', MonitoringJobDefinitionName: 'data' });
    const described = await sm.describeMonitoringSchedule(name);
    expect(described.LastMonitoringExecutionSummary?.ScheduledTime).toEqual(first?.ScheduledTime);
    expect(await executions({ StatusEquals: 'Completed' })).toEqual([]);
    expect(await executions({ ScheduledTimeBefore: new Date(Date.now() - 60_000) })).toEqual([]);
    expect(await executions({ ScheduledTimeAfter: new Date(Date.now() - 60_000) })).toHaveLength(1);

    const status = async () =>
      (await sm.listMonitoringAlerts(name)).MonitoringAlertSummaries?.[0]?.AlertStatus;
    expect(await status()).toBe('InAlert');
    const MonitoringAlertName = alert?.MonitoringAlertName ?? '';
    const criteria = { ...name, MonitoringAlertName, DatapointsToAlert: 2, EvaluationPeriod: 3 };
    await expect(sm.updateMonitoringAlert({ ...criteria, EvaluationPeriod: 1 })).rejects.toThrow(
      'is greater than',
    );
    await expect(sm.updateMonitoringAlert({ ...criteria, MonitoringAlertName: 'no' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    await sm.updateMonitoringAlert(criteria);
    expect(await status()).toBe('OK');
    // Another start is another execution, and the second failure of three.
    await sm.stopMonitoringSchedule(name);
    await sm.startMonitoringSchedule(name);
    await until(status, (now) => now === 'InAlert');
    expect(await executions()).toHaveLength(2);
    const history = await sm.listMonitoringAlertHistory({ ...name, SortOrder: 'Ascending' });
    expect(history.MonitoringAlertHistory?.map((one) => one.AlertStatus)).toEqual([
      'InAlert',
      'OK',
      'InAlert',
    ]);
    const raised = await sm.listMonitoringAlertHistory({ ...name, StatusEquals: 'InAlert' });
    expect(raised.MonitoringAlertHistory).toHaveLength(2);
  });

  it('leave their executions when they go', async () => {
    await sm.deleteMonitoringSchedule(name);
    await expect(sm.describeMonitoringSchedule(name)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.listMonitoringAlerts(name)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    expect(await executions()).toHaveLength(2);
  });
});
