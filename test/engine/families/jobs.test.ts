import { SageMaker, type CreateProcessingJobCommandInput } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';
import { ARN, hosted, IMAGE, ROLE } from './hosted.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  // A job is in progress for one and a half seconds.
  engine = await startEngine('--status-delay', '0.5');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
  await hosted(sm, 'job-model');
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

function processing(ProcessingJobName: string): CreateProcessingJobCommandInput {
  return {
    ProcessingJobName,
    RoleArn: ROLE,
    AppSpecification: { ImageUri: IMAGE },
    ProcessingResources: {
      ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 5 },
    },
    ProcessingInputs: [
      {
        InputName: 'data',
        S3Input: { S3Uri: 's3://b/in', LocalPath: '/opt/ml/processing/in', S3DataType: 'S3Prefix' },
      },
    ],
  };
}

describe('processing jobs', () => {
  it('are in progress, then say that they are not run here', async () => {
    const name = { ProcessingJobName: 'clean' };
    const { ProcessingJobArn } = await sm.createProcessingJob(processing('clean'));
    expect(ProcessingJobArn).toBe(`${ARN}:processing-job/clean`);
    expect(await sm.describeProcessingJob(name)).toMatchObject({
      ProcessingJobStatus: 'InProgress',
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
      ProcessingInputs: [{ AppManaged: false, S3Input: { S3InputMode: 'File' } }],
    });
    await expect(sm.deleteProcessingJob(name)).rejects.toMatchObject({ name: 'ResourceInUse' });
    await expect(sm.createProcessingJob(processing('clean'))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    const ended = await until(
      () => sm.describeProcessingJob(name),
      ({ ProcessingJobStatus }) => ProcessingJobStatus !== 'InProgress',
    );
    expect(ended.ProcessingJobStatus).toBe('Failed');
    expect(ended.FailureReason).toContain('does not run processing jobs yet');
    expect(ended.ProcessingEndTime).toBeInstanceOf(Date);
    const failed = await sm.listProcessingJobs({ StatusEquals: 'Failed', NameContains: 'CLE' });
    expect(failed.ProcessingJobSummaries).toMatchObject([{ ...name, FailureReason: ended.FailureReason }]);
    expect((await sm.listProcessingJobs({ StatusEquals: 'Completed' })).ProcessingJobSummaries).toEqual([]);
    await expect(sm.stopProcessingJob(name)).rejects.toThrow('in status Failed');
    await sm.deleteProcessingJob(name);
    await expect(sm.describeProcessingJob(name)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('are stopped while they are in progress, over a restart of the engine', async () => {
    const name = { ProcessingJobName: 'stopped' };
    await sm.createProcessingJob(processing('stopped'));
    await sm.stopProcessingJob(name);
    expect((await sm.describeProcessingJob(name)).ProcessingJobStatus).toBe('Stopping');
    await engine.restart();
    sm.destroy();
    sm = new SageMaker(engine.clientConfig);
    complete(sm);
    const ended = await until(
      () => sm.describeProcessingJob(name),
      ({ ProcessingJobStatus }) => ProcessingJobStatus !== 'Stopping',
    );
    expect(ended).toMatchObject({ ProcessingJobStatus: 'Stopped' });
    expect(ended.FailureReason).toBeUndefined();
  });

  it('are refused with inputs that do not fit', async () => {
    const [input] = processing('x').ProcessingInputs ?? [];
    const twice = { ...processing('bad'), ProcessingInputs: [input!, input!] };
    await expect(sm.createProcessingJob(twice)).rejects.toThrow('"data" is there twice');
    const elsewhere = { S3Uri: 's3://b/in', LocalPath: '/tmp/in', S3DataType: 'S3Prefix' as const };
    const outside = { ...processing('bad'), ProcessingInputs: [{ InputName: 'data', S3Input: elsewhere }] };
    await expect(sm.createProcessingJob(outside)).rejects.toThrow('must begin with /opt/ml/processing/');
    const neither = { ...processing('bad'), ProcessingInputs: [{ InputName: 'data' }] };
    await expect(sm.createProcessingJob(neither)).rejects.toThrow('exactly one of S3Input');
  });
});

describe('transform jobs', () => {
  it('need their model and are described as they were asked for', async () => {
    const job = {
      TransformJobName: 'batch',
      ModelName: 'job-model',
      BatchStrategy: 'SingleRecord' as const,
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://b/in' } },
      },
      TransformOutput: { S3OutputPath: 's3://b/out' },
      TransformResources: { InstanceType: 'ml.m5.large' as const, InstanceCount: 1 },
    };
    await expect(sm.createTransformJob({ ...job, ModelName: 'none' })).rejects.toThrow(
      'Could not find model',
    );
    await sm.createTransformJob(job);
    expect(await sm.describeTransformJob({ TransformJobName: 'batch' })).toMatchObject(job);
    await sm.stopTransformJob({ TransformJobName: 'batch' });
    const listed = await sm.listTransformJobs({ StatusEquals: 'Stopping' });
    expect(listed.TransformJobSummaries?.map((one) => one.TransformJobName)).toEqual(['batch']);
  });
});

describe('tuning jobs', () => {
  const definition = {
    AlgorithmSpecification: {
      TrainingImage: IMAGE,
      TrainingInputMode: 'File' as const,
      MetricDefinitions: [{ Name: 'auc', Regex: 'auc=(.*)' }],
    },
    RoleArn: ROLE,
    OutputDataConfig: { S3OutputPath: 's3://b/out' },
    ResourceConfig: { InstanceType: 'ml.m5.large' as const, InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    StaticHyperParameters: { epochs: '3' },
  };
  const range = { Name: 'eta', MinValue: '0.1', MaxValue: '0.5' };
  const config = (change: object = {}) => ({
    Strategy: 'Bayesian' as const,
    HyperParameterTuningJobObjective: { Type: 'Maximize' as const, MetricName: 'auc' },
    ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
    ParameterRanges: { ContinuousParameterRanges: [range] },
    ...change,
  });
  const create = (HyperParameterTuningJobName: string, change: object = {}) =>
    sm.createHyperParameterTuningJob({
      HyperParameterTuningJobName,
      HyperParameterTuningJobConfig: config(change),
      TrainingJobDefinition: definition,
    });

  it('are refused where ranges, limits or strategy do not fit', async () => {
    const cases: [object, string][] = [
      [{ ParameterRanges: { ContinuousParameterRanges: [{ ...range, MinValue: '9' }] } }, 'is greater than'],
      [{ ParameterRanges: { ContinuousParameterRanges: [range, range] } }, 'is there twice'],
      [{ ParameterRanges: { ContinuousParameterRanges: [{ ...range, Name: 'epochs' }] } }, 'is there twice'],
      [{ Strategy: 'Grid', ResourceLimits: { MaxParallelTrainingJobs: 1 } }, 'categorical ranges only'],
      [{ ResourceLimits: { MaxParallelTrainingJobs: 9, MaxNumberOfTrainingJobs: 2 } }, 'is greater than'],
      [{ HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' } }, '"loss" is not among'],
    ];
    for (const [change, words] of cases) await expect(create('bad', change)).rejects.toThrow(words);
  });

  it('fail, warm-start others and list what they trained', async () => {
    await create('tune-a');
    const name = { HyperParameterTuningJobName: 'tune-a' };
    expect(await sm.describeHyperParameterTuningJob(name)).toMatchObject({
      HyperParameterTuningJobStatus: 'InProgress',
      TrainingJobStatusCounters: { Completed: 0, InProgress: 0 },
      TrainingJobDefinition: { StaticHyperParameters: { epochs: '3' } },
    });
    const child = {
      HyperParameterTuningJobName: 'tune-b',
      HyperParameterTuningJobConfig: config(),
      TrainingJobDefinition: definition,
      WarmStartConfig: {
        ParentHyperParameterTuningJobs: [name],
        WarmStartType: 'IdenticalDataAndAlgorithm' as const,
      },
    };
    await expect(sm.createHyperParameterTuningJob(child)).rejects.toThrow('in status InProgress');
    await expect(sm.deleteHyperParameterTuningJob(name)).rejects.toThrow('has not ended');
    await until(
      () => sm.describeHyperParameterTuningJob(name),
      (job) => job.HyperParameterTuningJobStatus === 'Failed',
    );
    await sm.createHyperParameterTuningJob(child);
    await sm.stopHyperParameterTuningJob({ HyperParameterTuningJobName: 'tune-b' });
    const { HyperParameterTuningJobSummaries: all } = await sm.listHyperParameterTuningJobs({});
    expect(all).toMatchObject([
      { ...name, Strategy: 'Bayesian', ResourceLimits: { MaxNumberOfTrainingJobs: 4 } },
      { HyperParameterTuningJobName: 'tune-b', HyperParameterTuningJobStatus: 'Stopping' },
    ]);
    const trained = await sm.listTrainingJobsForHyperParameterTuningJob(name);
    expect(trained.TrainingJobSummaries).toEqual([]);
    const none = { HyperParameterTuningJobName: 'none' };
    await expect(sm.listTrainingJobsForHyperParameterTuningJob(none)).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    await sm.deleteHyperParameterTuningJob(name);
    await expect(sm.describeHyperParameterTuningJob(name)).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

describe('AutoML jobs', () => {
  const source = { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://b/in' } };
  const common = { OutputDataConfig: { S3OutputPath: 's3://b/out' }, RoleArn: ROLE };

  it('of the first version are shown by both', async () => {
    const name = { AutoMLJobName: 'auto-one' };
    const channels = [{ DataSource: source, TargetAttributeName: 'y' }];
    await sm.createAutoMLJob({ ...common, ...name, InputDataConfig: channels });
    expect(await sm.describeAutoMLJob(name)).toMatchObject({
      InputDataConfig: channels,
      AutoMLJobStatus: 'InProgress',
      AutoMLJobSecondaryStatus: 'Starting',
    });
    expect(await sm.describeAutoMLJobV2(name)).toMatchObject({
      AutoMLProblemTypeConfigName: 'Tabular',
      AutoMLProblemTypeConfig: { TabularJobConfig: { TargetAttributeName: 'y' } },
      AutoMLJobInputDataConfig: [{ DataSource: source }],
    });
    expect((await sm.listCandidatesForAutoMLJob(name)).Candidates).toEqual([]);
    await sm.stopAutoMLJob(name);
    expect(await sm.describeAutoMLJob(name)).toMatchObject({ AutoMLJobSecondaryStatus: 'Stopping' });
  });

  it('of the second version are shown by the second', async () => {
    const name = { AutoMLJobName: 'auto-two' };
    const problem = { ImageClassificationJobConfig: { CompletionCriteria: { MaxCandidates: 3 } } };
    const input = { ...common, ...name, AutoMLJobInputDataConfig: [{ DataSource: source }] };
    await sm.createAutoMLJobV2({ ...input, AutoMLProblemTypeConfig: problem });
    await expect(sm.describeAutoMLJob(name)).rejects.toThrow('use DescribeAutoMLJobV2');
    expect(await sm.describeAutoMLJobV2(name)).toMatchObject({
      AutoMLProblemTypeConfig: problem,
      AutoMLProblemTypeConfigName: 'ImageClassification',
    });
    const { AutoMLJobSummaries } = await sm.listAutoMLJobs({ NameContains: 'two' });
    expect(AutoMLJobSummaries?.map((job) => job.AutoMLJobName)).toEqual(['auto-two']);
  });
});

describe('compilation and optimization jobs', () => {
  it('go from STARTING to FAILED and are then deleted', async () => {
    const compile = { CompilationJobName: 'neo' };
    const InputConfig = { S3Uri: 's3://b/m.tar.gz', Framework: 'PYTORCH' as const, DataInputConfig: '{}' };
    const request = {
      ...compile,
      RoleArn: ROLE,
      InputConfig,
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    };
    const target = { S3OutputLocation: 's3://b/out', TargetDevice: 'jetson_nano' as const };
    await expect(
      sm.createCompilationJob({ ...request, OutputConfig: { S3OutputLocation: 's3://b/out' } }),
    ).rejects.toThrow('exactly one of TargetDevice');
    await sm.createCompilationJob({ ...request, OutputConfig: target });
    const optimize = { OptimizationJobName: 'opt' };
    await sm.createOptimizationJob({
      ...optimize,
      RoleArn: ROLE,
      ModelSource: { S3: { S3Uri: 's3://b/m' } },
      DeploymentInstanceType: 'ml.g5.xlarge',
      OptimizationConfigs: [{ ModelQuantizationConfig: { Image: IMAGE } }],
      OutputConfig: { S3OutputLocation: 's3://b/out' },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    });
    expect(await sm.describeCompilationJob(compile)).toMatchObject({
      CompilationJobStatus: 'STARTING',
      InputConfig,
    });
    await sm.stopOptimizationJob(optimize);
    await until(
      () => sm.describeCompilationJob(compile),
      (job) => job.CompilationJobStatus === 'FAILED',
    );
    await until(
      () => sm.describeOptimizationJob(optimize),
      (job) => job.OptimizationJobStatus === 'STOPPED',
    );
    const { CompilationJobSummaries } = await sm.listCompilationJobs({ StatusEquals: 'FAILED' });
    expect(CompilationJobSummaries).toMatchObject([{ ...compile, CompilationTargetDevice: 'jetson_nano' }]);
    const found = await sm.listOptimizationJobs({ OptimizationContains: 'quant' });
    expect(found.OptimizationJobSummaries).toMatchObject([
      { ...optimize, OptimizationTypes: ['Quantization'] },
    ]);
    const others = await sm.listOptimizationJobs({ OptimizationContains: 'sharding' });
    expect(others.OptimizationJobSummaries).toEqual([]);
    await sm.deleteCompilationJob(compile);
    await sm.deleteOptimizationJob(optimize);
    await expect(sm.describeOptimizationJob(optimize)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.describeCompilationJob(compile)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('benchmarks and recommendations', () => {
  it('refer to a workload, which stays while they are active', async () => {
    const workload = { AIWorkloadConfigName: 'chat' };
    const spec = { WorkloadSpec: { Inline: '{"users":3}' } };
    const Tags = [{ Key: 'team', Value: 'llm' }];
    await expect(
      sm.createAIWorkloadConfig({ ...workload, AIWorkloadConfigs: { WorkloadSpec: { Inline: 'no' } } }),
    ).rejects.toThrow('must be a JSON object');
    await sm.createAIWorkloadConfig({ ...workload, AIWorkloadConfigs: spec, Tags });
    expect(await sm.describeAIWorkloadConfig(workload)).toMatchObject({ AIWorkloadConfigs: spec, Tags });
    const benchmark = { AIBenchmarkJobName: 'bench' };
    const common = {
      AIWorkloadConfigIdentifier: 'chat',
      RoleArn: ROLE,
      OutputConfig: { S3OutputLocation: 's3://b/o' },
    };
    const target = (Identifier: string) => ({ BenchmarkTarget: { Endpoint: { Identifier } } });
    await expect(
      sm.createAIBenchmarkJob({ ...benchmark, ...common, ...target('none') }),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await sm.createAIBenchmarkJob({ ...benchmark, ...common, ...target('job-model') });
    await sm.createAIRecommendationJob({
      ...common,
      AIRecommendationJobName: 'advise',
      ModelSource: { S3: { S3Uri: 's3://b/m' } },
      PerformanceTarget: { Constraints: [{ Metric: 'ttft-ms' }] },
    });
    await expect(sm.deleteAIWorkloadConfig(workload)).rejects.toMatchObject({ name: 'ResourceInUse' });
    expect((await sm.listAIBenchmarkJobs({})).AIBenchmarkJobs).toMatchObject([
      { ...benchmark, AIWorkloadConfigName: 'chat', AIBenchmarkJobStatus: 'InProgress' },
    ]);
    await sm.stopAIBenchmarkJob(benchmark);
    await sm.stopAIRecommendationJob({ AIRecommendationJobName: 'advise' });
    await until(
      () => sm.describeAIRecommendationJob({ AIRecommendationJobName: 'advise' }),
      (job) => job.AIRecommendationJobStatus === 'Stopped',
    );
    expect((await sm.describeAIBenchmarkJob(benchmark)).AIBenchmarkJobStatus).toBe('Stopped');
    expect(
      (await sm.listAIRecommendationJobs({ StatusEquals: 'Stopped' })).AIRecommendationJobs,
    ).toHaveLength(1);
    await sm.deleteAIBenchmarkJob(benchmark);
    await sm.deleteAIRecommendationJob({ AIRecommendationJobName: 'advise' });
    await sm.deleteAIWorkloadConfig(workload);
    expect((await sm.listAIWorkloadConfigs({})).AIWorkloadConfigs).toEqual([]);
    await expect(sm.describeAIBenchmarkJob(benchmark)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('of Inference Recommender need a model, and recommend nothing before they are complete', async () => {
    const job = { JobName: 'advice', JobType: 'Default' as const, RoleArn: ROLE };
    await expect(sm.createInferenceRecommendationsJob({ ...job, InputConfig: {} })).rejects.toThrow(
      'ModelPackageVersionArn or ModelName',
    );
    await sm.createInferenceRecommendationsJob({ ...job, InputConfig: { ModelName: 'job-model' } });
    const listed = await sm.listInferenceRecommendationsJobs({ ModelNameEquals: 'job-model' });
    expect(listed.InferenceRecommendationsJobs).toMatchObject([{ JobName: 'advice', Status: 'PENDING' }]);
    const others = await sm.listInferenceRecommendationsJobs({ ModelNameEquals: 'other' });
    expect(others.InferenceRecommendationsJobs).toEqual([]);
    const wanted = { InferenceRecommendationsJobName: 'advice', EndpointName: 'job-model' };
    await expect(sm.getScalingConfigurationRecommendation(wanted)).rejects.toThrow('from one that completed');
    expect((await sm.listInferenceRecommendationsJobSteps({ JobName: 'advice' })).Steps).toEqual([]);
    await expect(sm.listInferenceRecommendationsJobSteps({ JobName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    await sm.stopInferenceRecommendationsJob({ JobName: 'advice' });
    const ended = await until(
      () => sm.describeInferenceRecommendationsJob({ JobName: 'advice' }),
      ({ Status }) => Status !== 'STOPPING',
    );
    expect(ended).toMatchObject({ Status: 'STOPPED', InputConfig: { ModelName: 'job-model' } });
  });
});

describe('model customization jobs', () => {
  it('are told apart by category and keep their history', async () => {
    const job = { JobName: 'rft', JobCategory: 'AgentRFT' as const };
    const request = { ...job, RoleArn: ROLE, JobConfigSchemaVersion: '1.0.0', JobConfigDocument: '{"a":1}' };
    await expect(sm.createJob({ ...request, JobConfigDocument: 'no' })).rejects.toThrow(
      'must be a JSON object',
    );
    const { JobArn } = await sm.createJob(request);
    expect(JobArn).toBe(`${ARN}:job/AgentRFT/rft`);
    await expect(sm.createJob({ ...request, JobCategory: 'AgentRFTEvaluation' })).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await expect(sm.describeJob({ ...job, JobCategory: 'AgentRFTEvaluation' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    expect((await sm.listJobs({ JobCategory: 'AgentRFTEvaluation' })).JobSummaries).toEqual([]);
    expect((await sm.listJobs({ JobCategory: 'AgentRFT' })).JobSummaries).toMatchObject([
      { JobArn, JobSecondaryStatus: 'Starting' },
    ]);
    await expect(sm.deleteJob(job)).rejects.toMatchObject({ name: 'ResourceInUse' });
    await sm.stopJob(job);
    const ended = await until(
      () => sm.describeJob(job),
      ({ JobStatus }) => JobStatus === 'Stopped',
    );
    expect(ended.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
      ...['Starting', 'Stopping', 'Stopped'],
    ]);
    await sm.deleteJob(job);
    await expect(sm.describeJob(job)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.listJobSchemaVersions({ JobCategory: 'AgentRFT' })).rejects.toThrow(
      'no meaning on this machine',
    );
  });
});
