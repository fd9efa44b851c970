import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceFromArn } from '../../../src/catalog/arn.ts';
import type { Details } from '../../../src/catalog/details.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import { knownKind } from '../../../src/catalog/lineage/kindTitle.ts';
import { lineageOf } from '../../../src/catalog/lineage/lineage.ts';
import { complete } from '../families/complete.ts';
import { ARN, IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { BUCKET, createBucket, put, tarGz } from '../trainingKit.ts';

let engine: TestEngine;
let sm: SageMaker;
let from: From;
let execution: string;
let job: string;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
  from = { sagemaker: async () => engine.sagemaker };
  await createBucket(engine);
  execution = await trainInPipeline();
  const { PipelineExecutionSteps: [step] = [] } = await sm.listPipelineExecutionSteps({
    PipelineExecutionArn: execution,
  });
  job = step?.Metadata?.TrainingJob?.Arn ?? '';
}, 60_000);
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

/** Trains for real, as a pipeline's step. @returns the execution's ARN */
async function trainInPipeline(): Promise<string> {
  const source = await put(engine, 'source.tar.gz', await tarGz({ 'train.py': 'print("done")\n' }));
  const data = await put(engine, 'data/a.csv', '1');
  const train = {
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    RoleArn: ROLE,
    InputDataConfig: [
      { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: data } } },
    ],
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/out` },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    HyperParameters: { sagemaker_program: '"train.py"', sagemaker_submit_directory: JSON.stringify(source) },
  };
  await sm.createPipeline({
    PipelineName: 'whole',
    PipelineDefinition: JSON.stringify({
      Version: '2020-12-01',
      Steps: [{ Name: 'Train', Type: 'Training', Arguments: train }],
    }),
    RoleArn: ROLE,
    ClientRequestToken: 'a'.repeat(32),
  });
  const { PipelineExecutionArn = '' } = await sm.startPipelineExecution({
    PipelineName: 'whole',
    ClientRequestToken: 'b'.repeat(32),
  });
  const { PipelineExecutionStatus: status } = await until(
    () => sm.describePipelineExecution({ PipelineExecutionArn }),
    (found) => found.PipelineExecutionStatus !== 'Executing',
    50,
  );
  expect(status).toBe('Succeeded');
  return PipelineExecutionArn;
}

/** The details of any resource, of kinds that the catalog does not have yet as well. */
async function details(arn: string, describeIt?: () => Promise<object>): Promise<Details> {
  const resource = referenceFromArn(arn);
  if (!resource) throw new Error(arn);
  const kind = knownKind(resource.kind);
  if (kind && !describeIt) return kind.describe(from, resource);
  return { document: (await describeIt?.()) ?? {}, resource, facts: [], children: [] };
}

/** What is related to a resource, as `made training-job/x`. */
async function relations(arn: string, describeIt?: () => Promise<object>): Promise<string[]> {
  const { related, notes } = await lineageOf(from, await details(arn, describeIt));
  expect(notes).toEqual([]);
  return related.map(({ role, target }) =>
    target.type === 's3'
      ? `${role} ${target.uri}`
      : `${role} ${target.reference.arn.split(':').slice(5).join(':')}`,
  );
}

describe('a chain from the data to the endpoint', () => {
  it('leads from each to what made it and what it made', async () => {
    const name = job.split('/').at(-1) ?? '';
    const artifact = `s3://${BUCKET}/out/${name}/output/model.tar.gz`;
    const { ModelArn = '' } = await sm.createModel({
      ModelName: 'chained',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: IMAGE, ModelDataUrl: artifact },
    });
    await sm.createModel({ ModelName: 'other', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: IMAGE } });
    const variant = { VariantName: 'a', InitialInstanceCount: 1, InstanceType: 'ml.m5.large' as const };
    const { EndpointConfigArn = '' } = await sm.createEndpointConfig({
      EndpointConfigName: 'chained-config',
      ProductionVariants: [{ ...variant, ModelName: 'chained' }],
    });
    await sm.createEndpointConfig({
      EndpointConfigName: 'other-config',
      ProductionVariants: [{ ...variant, ModelName: 'other' }],
    });
    const { EndpointArn = '' } = await sm.createEndpoint({
      EndpointName: 'chained-endpoint',
      EndpointConfigName: 'chained-config',
    });

    const ofJob = await relations(job);
    expect(ofJob).toContain('made by pipeline/whole/execution/' + (execution.split('/').at(-1) ?? ''));
    expect(ofJob).toContain(`uses s3://${BUCKET}/data/a.csv`);
    expect(ofJob).toContain(`uses s3://${BUCKET}/source.tar.gz`);
    expect(ofJob).toContain(`made ${artifact}`);
    expect(ofJob).toContain('made model/chained');
    expect(ofJob).not.toContain('made model/other');
    expect(ofJob).toContain(`made experiment-trial-component/${name}-aws-training-job`);

    const ofModel = await relations(ModelArn);
    expect(ofModel).toEqual([
      `made by training-job/${name}`,
      `uses ${artifact}`,
      'used by endpoint-config/chained-config',
    ]);
    expect(await relations(EndpointConfigArn)).toEqual([
      'uses model/chained',
      'used by endpoint/chained-endpoint',
    ]);
    expect(await relations(EndpointArn)).toContain('uses endpoint-config/chained-config');
    expect(
      await relations(execution, () => sm.describePipelineExecution({ PipelineExecutionArn: execution })),
    ).toEqual(['made by pipeline/whole', `made training-job/${name}`]);
  });

  it('goes over the lineage that SageMaker keeps', async () => {
    const name = `${job.split('/').at(-1) ?? ''}-aws-training-job`;
    const component = await sm.describeTrialComponent({ TrialComponentName: name });
    const found = await relations(component.TrialComponentArn ?? '', async () => component);
    expect(found).toContain(`made by ${job.split(':').slice(5).join(':')}`);
    expect(found.filter((words) => words.startsWith('uses artifact/')).length).toBe(2);
    const [made = ''] = found.filter((words) => words.startsWith('made artifact/'));
    const arn = `${ARN}:${made.replace('made ', '')}`;
    expect(await relations(arn, () => sm.describeArtifact({ ArtifactArn: arn }))).toContain(
      `made by experiment-trial-component/${name}`,
    );
  });
});

describe('other relations', () => {
  it('of a registered version and the model that is made of it', async () => {
    const name = job.split('/').at(-1) ?? '';
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'group' });
    const { ModelPackageArn: version = '' } = await sm.createModelPackage({
      ModelPackageGroupName: 'group',
      ModelApprovalStatus: 'Approved',
      InferenceSpecification: {
        Containers: [{ Image: IMAGE, ModelDataUrl: `s3://${BUCKET}/out/${name}/output/model.tar.gz` }],
        SupportedContentTypes: ['text/csv'],
        SupportedResponseMIMETypes: ['text/csv'],
      },
    });
    await sm.createModel({
      ModelName: 'of-version',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { ModelPackageName: version },
    });
    const found = await relations(version, () => sm.describeModelPackage({ ModelPackageName: version }));
    expect(found).toContain(`made by training-job/${name}`);
    expect(found).toContain('used by model-package-group/group');
    expect(found).toContain('used by model/of-version');
    expect(await relations(job)).toContain('made model-package/group/1');
  });

  it('of a transform job and its model', async () => {
    const { TransformJobArn: arn = '' } = await sm.createTransformJob({
      TransformJobName: 'batch',
      ModelName: 'chained',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/data/` } },
      },
      TransformOutput: { S3OutputPath: `s3://${BUCKET}/transformed` },
      TransformResources: { InstanceCount: 1, InstanceType: 'ml.m5.large' },
    });
    const found = await relations(arn, () => sm.describeTransformJob({ TransformJobName: 'batch' }));
    expect(found).toEqual([
      'uses model/chained',
      `uses s3://${BUCKET}/data/`,
      `made s3://${BUCKET}/transformed`,
    ]);
  });

  it('of a monitoring schedule and its endpoint', async () => {
    await sm.createMonitoringSchedule({
      MonitoringScheduleName: 'watch',
      MonitoringScheduleConfig: {
        MonitoringJobDefinition: {
          MonitoringInputs: [
            { EndpointInput: { EndpointName: 'chained-endpoint', LocalPath: '/opt/ml/processing/in' } },
          ],
          MonitoringOutputConfig: {
            MonitoringOutputs: [
              { S3Output: { S3Uri: `s3://${BUCKET}/reports`, LocalPath: '/opt/ml/processing/out' } },
            ],
          },
          MonitoringResources: {
            ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 5 },
          },
          MonitoringAppSpecification: { ImageUri: IMAGE },
          RoleArn: ROLE,
        },
      },
    });
    const found = await relations(`${ARN}:monitoring-schedule/watch`, () =>
      sm.describeMonitoringSchedule({ MonitoringScheduleName: 'watch' }),
    );
    expect(found).toContain('uses endpoint/chained-endpoint');
    expect(found).toContain(`made s3://${BUCKET}/reports`);
    expect(await relations(`${ARN}:endpoint/chained-endpoint`)).toContain(
      'used by monitoring-schedule/watch',
    );
  });
});

it('says what could not be asked instead of failing', async () => {
  const refusing: From = { sagemaker: async () => Promise.reject(new Error('no way there\nat …')) };
  const { related, notes } = await lineageOf(refusing, await details(job));
  expect(related.map(({ role }) => role)).toContain('uses');
  expect(notes).toEqual(['Not all could be asked: no way there']);
});
