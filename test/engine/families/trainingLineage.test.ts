import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { BUCKET, createBucket, createJob, jobEnd, put } from '../trainingKit.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  engine = await startEngine();
  sm = new SageMaker(engine.clientConfig);
  await createBucket(engine);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

it('makes a trial component of a training job and leads from its data to its model', async () => {
  await sm.createExperiment({ ExperimentName: 'seas' });
  await sm.createTrial({ TrialName: 'north', ExperimentName: 'seas' });
  const data = await put(engine, 'data/a.csv', '1');
  await createJob(engine, 'sailed', {
    files: { 'train.py': 'print("loss=0.25")\n' },
    AlgorithmSpecification: {
      TrainingImage: 'sagemaker-local/python:3',
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
    },
    HyperParameters: { depth: '4', kind: 'deep' },
    InputDataConfig: [
      {
        ChannelName: 'train',
        ContentType: 'text/csv',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: data } },
      },
    ],
    ExperimentConfig: { TrialName: 'north', TrialComponentDisplayName: 'Sailing' },
  });
  const { TrainingJobArn, ModelArtifacts } = await jobEnd(engine, 'sailed');
  const component = await until(
    () => sm.describeTrialComponent({ TrialComponentName: 'sailed-aws-training-job' }),
    (found) => found.Status?.PrimaryStatus === 'Completed',
  );
  expect(component).toMatchObject({
    DisplayName: 'Sailing',
    Source: { SourceArn: TrainingJobArn, SourceType: 'SageMakerTrainingJob' },
    Parameters: {
      depth: { NumberValue: 4 },
      kind: { StringValue: 'deep' },
      'SageMaker.InstanceType': { StringValue: 'ml.m5.large' },
    },
    InputArtifacts: { train: { MediaType: 'text/csv', Value: data } },
    OutputArtifacts: { 'SageMaker.ModelArtifact': { Value: ModelArtifacts?.S3ModelArtifacts } },
    Metrics: [{ MetricName: 'loss', Last: 0.25 }],
  });
  const inTrial = await sm.listTrialComponents({ TrialName: 'north' });
  expect(inTrial.TrialComponentSummaries).toHaveLength(1);
  const ofJob = await sm.listTrialComponents({ SourceArn: TrainingJobArn });
  expect(ofJob.TrialComponentSummaries).toHaveLength(1);

  const [model] = (await sm.listArtifacts({ ArtifactType: 'Model' })).ArtifactSummaries ?? [];
  expect(model?.Source?.SourceUri).toBe(ModelArtifacts?.S3ModelArtifacts);
  const ascendants = await sm.queryLineage({
    StartArns: [model?.ArtifactArn ?? ''],
    Direction: 'Ascendants',
    IncludeEdges: false,
  });
  expect(ascendants.Vertices?.map((vertex) => vertex.Type).sort()).toEqual([
    'DataSet',
    'Image',
    'SageMakerTrainingJob',
  ]);
  const found = await sm.search({
    Resource: 'ExperimentTrialComponent',
    SearchExpression: {
      Filters: [
        { Name: 'Metrics.loss.last', Operator: 'LessThan', Value: '0.3' },
        { Name: 'SourceDetail.TrainingJob.TrainingJobName', Operator: 'Equals', Value: 'sailed' },
      ],
    },
  });
  expect(found.Results?.[0]?.TrialComponent?.SourceDetail?.TrainingJob?.TrainingJobName).toBe('sailed');
});

it('shares the artifacts of jobs, and says why one failed', async () => {
  const data = `s3://${BUCKET}/data/a.csv`;
  await createJob(engine, 'sunk', {
    files: { 'train.py': 'raise ValueError("storm")\n' },
    InputDataConfig: [
      {
        ChannelName: 'train',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: data } },
      },
    ],
  });
  await jobEnd(engine, 'sunk');
  const component = await until(
    () => sm.describeTrialComponent({ TrialComponentName: 'sunk-aws-training-job' }),
    (one) => one.Status?.PrimaryStatus === 'Failed',
  );
  expect(component.Status?.Message).toContain('storm');
  const { ArtifactSummaries: artifacts } = await sm.listArtifacts({ SourceUri: data });
  expect(artifacts).toHaveLength(1);
  const used = await sm.listAssociations({ SourceArn: artifacts?.[0]?.ArtifactArn });
  expect(used.AssociationSummaries).toHaveLength(2);
});
