import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene, textIn } from '../scene.ts';
import { newEndpointConfig, newModel } from './hosting.ts';

const stopping = { MaxRuntimeInSeconds: 3600 };
const ecr = (scene: Scene): string => `000000000000.dkr.ecr.us-east-1.amazonaws.com/${scene.random.slug()}:1`;
const s3Data = (scene: Scene): Members => ({
  S3DataSource: { S3DataType: 'S3Prefix', S3Uri: scene.s3Uri() },
});

const tuning = (scene: Scene): Members => ({
  HyperParameterTuningJobName: scene.name('tuning'),
  HyperParameterTuningJobConfig: {
    Strategy: 'Random',
    HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' },
    ResourceLimits: { MaxNumberOfTrainingJobs: scene.random.whole(2, 9), MaxParallelTrainingJobs: 1 },
    ParameterRanges: { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.1', MaxValue: '0.9' }] },
  },
  TrainingJobDefinition: {
    AlgorithmSpecification: {
      TrainingImage: ecr(scene),
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
    },
    RoleArn: scene.role(),
    OutputDataConfig: { S3OutputPath: scene.s3Uri() },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: stopping,
  },
});

const autoMl = (scene: Scene): Members => ({
  AutoMLJobName: scene.name('automl'),
  InputDataConfig: [{ DataSource: s3Data(scene), TargetAttributeName: scene.random.slug() }],
  OutputDataConfig: { S3OutputPath: scene.s3Uri() },
  RoleArn: scene.role(),
});

async function newWorkload(scene: Scene): Promise<string> {
  const AIWorkloadConfigName = scene.name('workload');
  await scene.send('CreateAIWorkloadConfig', {
    AIWorkloadConfigName,
    AIWorkloadConfigs: { WorkloadSpec: { Inline: workload(scene) } },
  });
  return AIWorkloadConfigName;
}

const workload = (scene: Scene): string =>
  JSON.stringify({ benchmark: { type: 'aiperf' }, parameters: { concurrency: scene.random.whole(1, 99) } });

async function newEndpoint(scene: Scene): Promise<string> {
  const EndpointName = scene.name('endpoint');
  await scene.send('CreateEndpoint', { EndpointName, EndpointConfigName: await newEndpointConfig(scene) });
  return EndpointName;
}

export const jobs: ProofGroup = {
  name: 'Jobs',
  kinds: [
    {
      kind: 'ProcessingJob',
      given: (scene) => ({
        ProcessingJobName: scene.name('processing'),
        ProcessingResources: {
          ClusterConfig: {
            InstanceCount: 1,
            InstanceType: 'ml.m5.large',
            VolumeSizeInGB: scene.random.whole(1, 99),
          },
        },
        AppSpecification: { ImageUri: ecr(scene), ContainerArguments: [scene.random.slug()] },
        RoleArn: scene.role(),
        Environment: { [scene.random.slug()]: scene.random.slug() },
      }),
      stop: { to: 'Stopped', early: true },
    },
    {
      kind: 'TransformJob',
      given: async (scene) => ({
        TransformJobName: scene.name('transform'),
        ModelName: await newModel(scene),
        TransformInput: { DataSource: s3Data(scene) },
        TransformOutput: { S3OutputPath: scene.s3Uri() },
        TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
        MaxPayloadInMB: scene.random.whole(1, 99),
      }),
      stop: { to: 'Stopped', early: true },
    },
    {
      kind: 'HyperParameterTuningJob',
      given: tuning,
      stop: { to: 'Stopped', early: true },
    },
    { kind: 'AutoMLJob', given: autoMl, stop: { to: 'Stopped', early: true } },
    {
      kind: 'CompilationJob',
      given: (scene) => ({
        CompilationJobName: scene.name('compilation'),
        RoleArn: scene.role(),
        InputConfig: {
          S3Uri: scene.s3Uri(),
          Framework: 'PYTORCH',
          DataInputConfig: '{"input0":[1,3,224,224]}',
        },
        OutputConfig: { S3OutputLocation: scene.s3Uri(), TargetDevice: 'ml_m5' },
        StoppingCondition: stopping,
      }),
      stop: { to: 'STOPPED', early: true },
    },
    {
      kind: 'OptimizationJob',
      given: (scene) => ({
        OptimizationJobName: scene.name('optimization'),
        RoleArn: scene.role(),
        ModelSource: { S3: { S3Uri: scene.s3Uri() } },
        DeploymentInstanceType: 'ml.g5.xlarge',
        OptimizationConfigs: [
          { ModelQuantizationConfig: { Image: ecr(scene), OverrideEnvironment: { OPTION_QUANTIZE: 'awq' } } },
        ],
        OutputConfig: { S3OutputLocation: scene.s3Uri() },
        StoppingCondition: stopping,
      }),
      filters: (_, scene) => ({ OptimizationContains: ['Quantization', scene.random.slug()] }),
      stop: { to: 'STOPPED', early: true },
    },
    {
      kind: 'InferenceRecommendationsJob',
      given: async (scene) => ({
        JobName: scene.name('recommender'),
        JobType: 'Default',
        JobDescription: scene.random.slug(),
        RoleArn: scene.role(),
        InputConfig: {
          ModelName: await newModel(scene),
          ContainerConfig: {
            Domain: 'MACHINE_LEARNING',
            PayloadConfig: { SamplePayloadUrl: scene.s3Uri(), SupportedContentTypes: ['text/csv'] },
          },
        },
      }),
      filters: ({ InputConfig }, scene) => ({
        ModelNameEquals: [textIn(InputConfig as Members, 'ModelName'), scene.random.slug()],
      }),
      filtersElsewhere: ['ModelPackageVersionArnEquals'],
      stop: { to: 'STOPPED', early: true },
      also: {
        proves: ['ListInferenceRecommendationsJobSteps'],
        run: ({ JobName }, scene) =>
          scene.step('ListInferenceRecommendationsJobSteps', async () => {
            const { Steps } = await scene.send('ListInferenceRecommendationsJobSteps', { JobName });
            scene.check(
              listed({ Steps }, 'Steps').every((step) => step['JobName'] === JobName),
              'Steps of another job.',
            );
            scene.check(Array.isArray(Steps), 'It answers no list.');
            await scene.refusal('ListInferenceRecommendationsJobSteps', { JobName: scene.name('none') });
          }),
      },
    },
    {
      kind: 'AIWorkloadConfig',
      given: (scene) => ({
        AIWorkloadConfigName: scene.name('workload'),
        AIWorkloadConfigs: { WorkloadSpec: { Inline: workload(scene) } },
      }),
    },
    {
      kind: 'AIBenchmarkJob',
      given: async (scene) => ({
        AIBenchmarkJobName: scene.name('benchmark'),
        BenchmarkTarget: { Endpoint: { Identifier: await newEndpoint(scene) } },
        OutputConfig: { S3OutputLocation: scene.s3Uri() },
        AIWorkloadConfigIdentifier: await newWorkload(scene),
        RoleArn: scene.role(),
      }),
      stop: { to: 'Stopped', early: true },
    },
    {
      kind: 'AIRecommendationJob',
      given: async (scene) => ({
        AIRecommendationJobName: scene.name('recommendation'),
        ModelSource: { S3: { S3Uri: scene.s3Uri() } },
        OutputConfig: { S3OutputLocation: scene.s3Uri() },
        AIWorkloadConfigIdentifier: await newWorkload(scene),
        PerformanceTarget: { Constraints: [{ Metric: 'throughput' }] },
        RoleArn: scene.role(),
      }),
      stop: { to: 'Stopped', early: true },
    },
    {
      kind: 'Job',
      given: (scene) => ({
        JobName: scene.name('job'),
        JobCategory: 'AgentRFT',
        JobConfigSchemaVersion: '1.0.0',
        RoleArn: scene.role(),
        JobConfigDocument: JSON.stringify({ note: scene.random.slug() }),
      }),
      stop: { to: 'Stopped', early: true },
    },
  ],
  special: [
    {
      proves: ['ListTrainingJobsForHyperParameterTuningJob'],
      run: (scene) =>
        scene.step('ListTrainingJobsForHyperParameterTuningJob', async () => {
          const given = tuning(scene);
          await scene.send('CreateHyperParameterTuningJob', given);
          const { HyperParameterTuningJobName } = given;
          const { TrainingJobSummaries } = await scene.send('ListTrainingJobsForHyperParameterTuningJob', {
            HyperParameterTuningJobName,
          });
          const described = await scene.send('DescribeHyperParameterTuningJob', {
            HyperParameterTuningJobName,
          });
          const counters = Object.values(
            (described['TrainingJobStatusCounters'] ?? {}) as Record<string, number>,
          );
          const count = counters.reduce((sum, one) => sum + one, 0);
          scene.check(
            listed({ TrainingJobSummaries }, 'TrainingJobSummaries').length === count,
            'It does not agree with the counters.',
          );
          await scene.refusal('ListTrainingJobsForHyperParameterTuningJob', {
            HyperParameterTuningJobName: scene.name('none'),
          });
        }),
    },
    {
      proves: ['CreateAutoMLJobV2', 'DescribeAutoMLJobV2', 'ListCandidatesForAutoMLJob'],
      async run(scene) {
        const given = {
          AutoMLJobName: scene.name('automl'),
          AutoMLJobInputDataConfig: [{ DataSource: s3Data(scene), ChannelType: 'training' }],
          OutputDataConfig: { S3OutputPath: scene.s3Uri() },
          AutoMLProblemTypeConfig: {
            TabularJobConfig: {
              TargetAttributeName: scene.random.slug(),
              ProblemType: 'BinaryClassification',
            },
          },
          AutoMLJobObjective: { MetricName: 'F1' },
          RoleArn: scene.role(),
        };
        const { AutoMLJobName } = given;
        await scene.step('CreateAutoMLJobV2', async () => {
          await scene.send('CreateAutoMLJobV2', given);
          await scene.step('DescribeAutoMLJobV2', async () => {
            scene.same(given, await scene.send('DescribeAutoMLJobV2', { AutoMLJobName }));
            await scene.refusal('DescribeAutoMLJobV2', { AutoMLJobName: scene.name('none') });
            const jobs = listed(
              await scene.send('ListAutoMLJobs', { NameContains: AutoMLJobName }),
              'AutoMLJobSummaries',
            );
            scene.same([{ AutoMLJobName }], jobs);
          });
        });
        await scene.step('ListCandidatesForAutoMLJob', async () => {
          // No candidate is there that was not trained.
          scene.same([], (await scene.send('ListCandidatesForAutoMLJob', { AutoMLJobName }))['Candidates']);
          await scene.refusal('ListCandidatesForAutoMLJob', { AutoMLJobName: scene.name('none') });
        });
      },
    },
  ],
};
