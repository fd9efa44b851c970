import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { RawClient } from '../raw/rawClient.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

describe('experiments', () => {
  it('are created, updated, listed and deleted when they are empty', async () => {
    const experiment = { ExperimentName: 'tides' };
    const { ExperimentArn } = await sm.createExperiment({ ...experiment, Description: 'low' });
    expect(ExperimentArn).toBe(`${ARN}:experiment/tides`);
    expect(await sm.describeExperiment(experiment)).toMatchObject({
      DisplayName: 'tides',
      Description: 'low',
    });
    await sm.updateExperiment({ ...experiment, DisplayName: 'Tides' });
    expect(await sm.describeExperiment(experiment)).toMatchObject({
      DisplayName: 'Tides',
      Description: 'low',
    });
    await expect(sm.createExperiment(experiment)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('already exists') as string,
    });
    await sm.createExperiment({ ExperimentName: 'ebbs' });
    const listed = await sm.listExperiments({ SortBy: 'Name', SortOrder: 'Ascending' });
    expect(listed.ExperimentSummaries?.map((one) => one.ExperimentName)).toEqual(['ebbs', 'tides']);

    await sm.createTrial({ TrialName: 'spring', ...experiment });
    await expect(sm.deleteExperiment(experiment)).rejects.toThrow('delete its trials first');
    await sm.deleteTrial({ TrialName: 'spring' });
    await sm.deleteExperiment(experiment);
    await expect(sm.describeExperiment(experiment)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('have trials of trial components', async () => {
    await sm.createExperiment({ ExperimentName: 'waves' });
    await sm.createExperiment({ ExperimentName: 'calm' });
    await expect(sm.createTrial({ TrialName: 't', ExperimentName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    await sm.createTrial({ TrialName: 'one', ExperimentName: 'waves', DisplayName: 'One' });
    await sm.createTrial({ TrialName: 'two', ExperimentName: 'waves' });
    await sm.updateTrial({ TrialName: 'two', DisplayName: 'Two' });
    expect(await sm.describeTrial({ TrialName: 'two' })).toMatchObject({
      DisplayName: 'Two',
      ExperimentName: 'waves',
    });
    const { TrialComponentArn } = await sm.createTrialComponent({
      TrialComponentName: 'run',
      Status: { PrimaryStatus: 'InProgress' },
      Parameters: { rate: { NumberValue: 0.1 }, kind: { StringValue: 'a' } },
      InputArtifacts: { data: { Value: 's3://data' } },
    });
    await sm.createTrialComponent({ TrialComponentName: 'other' });
    const component = { TrialComponentName: 'run' };
    await sm.associateTrialComponent({ ...component, TrialName: 'one' });
    await sm.associateTrialComponent({ ...component, TrialName: 'two' });
    expect((await sm.describeTrialComponent({ TrialComponentName: TrialComponentArn })).DisplayName).toBe(
      'run',
    );

    const names = async (filter: object) =>
      (await sm.listTrialComponents(filter)).TrialComponentSummaries?.map((one) => one.TrialComponentName);
    expect(await names({ TrialName: 'one' })).toEqual(['run']);
    expect(await names({ ExperimentName: 'waves' })).toEqual(['run']);
    expect(await names({ ExperimentName: 'calm' })).toEqual([]);
    expect(await names({})).toEqual(['other', 'run']);
    await expect(names({ TrialName: 'one', ExperimentName: 'waves' })).rejects.toThrow('Only one of');
    await expect(names({ TrialName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const trials = async (filter: object) =>
      (await sm.listTrials(filter)).TrialSummaries?.map((one) => one.TrialName);
    expect(await trials({ TrialComponentName: 'run' })).toEqual(['two', 'one']);
    expect(await trials({ ExperimentName: 'calm' })).toEqual([]);
    await expect(trials({ ExperimentName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFound' });

    await sm.updateTrialComponent({
      ...component,
      Status: { PrimaryStatus: 'Completed', Message: 'done' },
      Parameters: { rate: { NumberValue: 0.2 } },
      ParametersToRemove: ['kind'],
      OutputArtifacts: { model: { Value: 's3://model' } },
      EndTime: new Date(1_700_000_000_000),
    });
    expect(await sm.describeTrialComponent(component)).toMatchObject({
      Status: { PrimaryStatus: 'Completed', Message: 'done' },
      Parameters: { rate: { NumberValue: 0.2 } },
      InputArtifacts: { data: { Value: 's3://data' } },
      OutputArtifacts: { model: { Value: 's3://model' } },
      EndTime: new Date(1_700_000_000_000),
    });
    const { Parameters } = await sm.describeTrialComponent(component);
    expect(Object.keys(Parameters ?? {})).toEqual(['rate']);

    await expect(sm.deleteTrialComponent(component)).rejects.toThrow('disassociate');
    await expect(sm.deleteTrial({ TrialName: 'one' })).rejects.toThrow('disassociate');
    await sm.disassociateTrialComponent({ ...component, TrialName: 'one' });
    await sm.disassociateTrialComponent({ ...component, TrialName: 'two' });
    expect(await names({ TrialName: 'one' })).toEqual([]);
    await sm.deleteTrialComponent(component);
    await sm.deleteTrial({ TrialName: 'one' });
    await expect(sm.describeTrialComponent(component)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.describeTrial({ TrialName: 'one' })).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('keep the values that code puts for its run, tell them over steps and times, and what they come to', async () => {
    const name = 'a-run';
    const { TrialComponentArn = '' } = await sm.createTrialComponent({ TrialComponentName: name });
    const client = new RawClient(engine.state);
    const call = async (method: string, operation: string, body: object): Promise<unknown> => {
      const request = { service: 'sagemaker', method, path: `/${operation}`, body: JSON.stringify(body) };
      const answer = await client.send(request);
      return { status: answer.status, ...(JSON.parse(answer.body.toString()) as object) };
    };
    const put = (TrialComponentName: string, ...MetricData: object[]) =>
      call('PUT', 'BatchPutMetrics', { TrialComponentName, MetricData });
    const at = 1_700_000_040;
    const loss = [8, 4, 3, 1].map((Value, Step) => ({
      MetricName: 'loss',
      Timestamp: at + 30 * Step,
      Step,
      Value,
    }));
    expect(await put(name, ...loss, { MetricName: 'free', Timestamp: at, Value: 0.5 })).toEqual({
      status: 200,
    });
    expect(
      await put(name, { ...loss[0], Value: 'NaN' }, { MetricName: 'acc', Timestamp: at, Value: 1 }),
    ).toEqual({
      status: 200,
      Errors: [{ Code: 'VALIDATION_ERROR', MetricIndex: 0 }],
    });
    expect(await put('nobody', loss[0] ?? {})).toMatchObject({
      status: 400,
      message: expect.stringContaining('nobody') as string,
    });
    expect(await put(name, ...Array.from({ length: 11 }, () => loss[0] ?? {}))).toMatchObject({
      status: 400,
    });
    expect(await put(name, { ...loss[0], Step: -1 })).toMatchObject({ status: 400 });

    const byStep = { MetricName: 'loss', ResourceArn: TrialComponentArn, MetricStat: 'Last' };
    const axis = { Period: 'IterationNumber', XAxisType: 'IterationNumber' };
    const inMinutes = { Period: 'OneMinute', XAxisType: 'Timestamp' };
    const told = await call('POST', 'BatchGetMetrics', {
      MetricQueries: [
        { ...byStep, ...axis },
        { ...byStep, ...axis, Start: 1, End: 2 },
        { ...byStep, ...inMinutes, MetricStat: 'Avg' },
        { ...byStep, ...axis, Period: 'OneHour' },
        { ...byStep, ...axis, ResourceArn: `${ARN}:experiment-trial-component/none` },
      ],
    });
    expect(told).toMatchObject({
      MetricQueryResults: [
        { Status: 'Complete', XAxisValues: [0, 1, 2, 3], MetricValues: [8, 4, 3, 1] },
        { Status: 'Complete', XAxisValues: [1, 2], MetricValues: [4, 3] },
        { Status: 'Complete', XAxisValues: [at, at + 60], MetricValues: [6, 2] },
        { Status: 'ValidationError', MetricValues: [] },
        { Status: 'ValidationError', MetricValues: [] },
      ],
    });
    const { Metrics = [] } = await sm.describeTrialComponent({ TrialComponentName: name });
    expect(Metrics.map(({ MetricName }) => MetricName)).toEqual(['acc', 'free', 'loss']);
    expect(Metrics[2]).toMatchObject({
      Max: 8,
      Min: 1,
      Last: 1,
      Count: 4,
      Avg: 4,
      SourceArn: TrialComponentArn,
    });
    expect(Metrics[2]?.StdDev).toBeCloseTo(Math.sqrt(6.5));

    await sm.deleteTrialComponent({ TrialComponentName: name });
    await sm.createTrialComponent({ TrialComponentName: name });
    expect((await sm.describeTrialComponent({ TrialComponentName: name })).Metrics).toBeUndefined();
  });
});
