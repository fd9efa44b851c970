import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { BUCKET, createBucket, put, tarGz } from '../trainingKit.ts';
import { complete } from './complete.ts';
import { IMAGE, ROLE } from './hosted.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  engine = await startEngine();
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
  await createBucket(engine);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

const SCRIPT = `import os
print('auc=0.91')
open(os.path.join(os.environ['SM_MODEL_DIR'], 'weights'), 'w').write('w')
`;

it('a pipeline trains for real, looks at the metric and makes a model of the artifact', async () => {
  const source = await put(engine, 'source.tar.gz', await tarGz({ 'train.py': SCRIPT }));
  const train = {
    AlgorithmSpecification: {
      TrainingImage: IMAGE,
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'val:auc', Regex: 'auc=([0-9.]+)' }],
    },
    RoleArn: ROLE,
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/out` },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    HyperParameters: { sagemaker_program: '"train.py"', sagemaker_submit_directory: JSON.stringify(source) },
  };
  const keep = {
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: IMAGE, ModelDataUrl: { Get: 'Steps.Train.ModelArtifacts.S3ModelArtifacts' } },
  };
  const metric = { Get: "Steps.Train.FinalMetricDataList['val:auc'].Value" };
  const gate = {
    Conditions: [{ Type: 'GreaterThanOrEqualTo', LeftValue: metric, RightValue: 0.9 }],
    IfSteps: [{ Name: 'Keep', Type: 'Model', Arguments: keep }],
    ElseSteps: [],
  };
  const steps = [
    { Name: 'Train', Type: 'Training', Arguments: train },
    { Name: 'Gate', Type: 'Condition', Arguments: gate },
  ];
  await sm.createPipeline({
    PipelineName: 'whole',
    PipelineDefinition: JSON.stringify({ Version: '2020-12-01', Steps: steps }),
    RoleArn: ROLE,
    ClientRequestToken: 'a'.repeat(32),
  });
  const started = { PipelineName: 'whole', ClientRequestToken: 'b'.repeat(32) };
  const { PipelineExecutionArn } = await sm.startPipelineExecution(started);
  const ended = await until(
    () => sm.describePipelineExecution({ PipelineExecutionArn }),
    ({ PipelineExecutionStatus }) => PipelineExecutionStatus !== 'Executing',
  );
  const page = await sm.listPipelineExecutionSteps({ PipelineExecutionArn, SortOrder: 'Ascending' });
  expect(page.PipelineExecutionSteps).toMatchObject([
    { StepName: 'Train', StepStatus: 'Succeeded' },
    { StepName: 'Gate', Metadata: { Condition: { Outcome: 'True' } } },
    { StepName: 'Keep', StepStatus: 'Succeeded' },
  ]);
  expect(ended.PipelineExecutionStatus).toBe('Succeeded');
  const [trained, , kept] = page.PipelineExecutionSteps ?? [];
  const TrainingJobName = trained?.Metadata?.TrainingJob?.Arn?.split('/')[1];
  const job = await sm.describeTrainingJob({ TrainingJobName });
  const model = await sm.describeModel({ ModelName: kept?.Metadata?.Model?.Arn?.split('/')[1] });
  expect(model.PrimaryContainer?.ModelDataUrl).toBe(job.ModelArtifacts?.S3ModelArtifacts);
});
