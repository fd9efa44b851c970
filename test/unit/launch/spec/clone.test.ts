import type { CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { createTrainingJobRequest } from '../../../../src/launch/spec/createTrainingJobRequest.ts';
import { differences } from '../../../../src/launch/spec/differences.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { specToTask, taskToSpec } from '../../../../src/launch/spec/launchTask.ts';
import { specFromJob } from '../../../../src/launch/spec/specFromJob.ts';
import { places, shapes, validSpec, withRequest } from './samples.ts';

/** What SageMaker tells of a job that a request made. */
function described(request: CreateTrainingJobRequest): DescribeTrainingJobResponse {
  return {
    EnableNetworkIsolation: false,
    EnableInterContainerTrafficEncryption: false,
    EnableManagedSpotTraining: false,
    ...request,
    TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${request.TrainingJobName ?? ''}`,
    TrainingJobStatus: 'Completed',
    SecondaryStatus: 'Completed',
    CreationTime: new Date(0),
    ModelArtifacts: { S3ModelArtifacts: 's3://b/m.tar.gz' },
    BillableTimeInSeconds: 3,
    ResourceConfig: {
      ...request.ResourceConfig,
      SelectedInstanceType: 'ml.m5.large',
      SelectedInstanceCount: 1,
    },
  } as DescribeTrainingJobResponse;
}

const full: LaunchSpec = {
  ...withRequest({
    Environment: { A: 'b' },
    EnableManagedSpotTraining: true,
    StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
    VpcConfig: { Subnets: ['s'], SecurityGroupIds: ['g'] },
  }),
  hyperparameters: {
    epochs: 20,
    lr: 1e-5,
    optimizer: 'adam',
    layers: [1, 2],
    note: 'a "b"',
    flag: true,
    big: '12345678901234567890',
  },
  channels: [{ name: 'train', source: { path: '/home/me/d' }, options: { InputMode: 'FastFile' } }],
  distribution: { strategy: 'mpi', processesPerHost: 2 },
};

describe('specFromJob', () => {
  it.each([
    ['with everything', full],
    ['without a network', withRequest({ EnableNetworkIsolation: true })],
    ['plain', validSpec()],
  ])('runs the same again: a job %s', async (_what, spec) => {
    const sent = createTrainingJobRequest(spec, places, 'train-0304-050607-089');
    const clone = specFromJob(described(sent), await shapes());
    expect(clone).toMatchObject({
      sourceFolder: '',
      script: 'train.py',
      sourceUri: places.sourceUri,
      baseJobName: 'train',
    });
    expect(createTrainingJobRequest(clone, places, 'train-0304-050607-089')).toEqual(sent);
  });

  it('says its hyperparameters as the job did, whoever wrote them', async () => {
    const { HyperParameters: _made, ...sent } = createTrainingJobRequest(validSpec(), places, 'train-1');
    const texts = {
      sagemaker_program: 'train.py',
      sagemaker_submit_directory: 's3://b/sourcedir.tar.gz',
      ...{
        rate: '1.0',
        list: '[1, 2.50]',
        small: '1e-05',
        word: 'adam',
        empty: '',
        spaced: ' 5',
        none: 'NaN',
      },
      ...{ minus: '-0.0', options: '{"b": 1, "a": 2}', sagemaker_torch_distributed_enabled: 'true' },
      sagemaker_instance_type: '"ml.p4d.24xlarge"',
    };
    const job = described({ ...sent, HyperParameters: texts });
    const clone = specFromJob(job, await shapes());
    expect(clone.hyperparameters).toMatchObject({ rate: 1, word: 'adam', empty: '', spaced: 5 });
    expect(createTrainingJobRequest(clone, places, 'train-1').HyperParameters).toEqual(texts);
    const edited = { ...clone, hyperparameters: { ...clone.hyperparameters, rate: 2, word: 'sgd' } };
    expect(createTrainingJobRequest(edited, places, 'train-1').HyperParameters).toEqual({
      ...{ ...texts, rate: '2', word: '"sgd"' },
    });
    // As a task, too, which a file keeps as JSON.
    const folder = '/home/me/work';
    const task = JSON.parse(JSON.stringify(specToTask(clone, folder))) as Record<string, unknown>;
    const { spec, problems } = taskToSpec(task, folder);
    expect(problems).toEqual([]);
    expect(createTrainingJobRequest(spec, places, 'train-1').HyperParameters).toEqual(texts);
    const own = { rate: '1.0', list: '[1, 2.50]', spaced: ' 5' };
    const short = specToTask({ ...clone, sourceFolder: `${folder}/a`, hyperparameterTexts: own }, folder);
    expect(short.hyperparameterTexts).toEqual(own);
    const same = specToTask({ ...clone, sourceFolder: folder, hyperparameterTexts: { rate: '1' } }, folder);
    expect(same).not.toHaveProperty('hyperparameterTexts');
    const { problems: wrong } = taskToSpec({ ...task, hyperparameterTexts: { rate: 1 } }, folder);
    expect(wrong).toEqual([{ member: 'hyperparameterTexts', message: 'An object of texts is needed.' }]);
  });

  it('sends the folder, where it is known', async () => {
    const job = described(createTrainingJobRequest(full, places, 'j'));
    const clone = specFromJob(job, await shapes(), {
      sourceFolder: '/home/me/penguins',
      tags: [
        { Key: 'aws:x', Value: '' },
        { Key: 'team', Value: 'a' },
      ],
    });
    expect(clone).toMatchObject({
      sourceFolder: '/home/me/penguins',
      script: 'train.py',
      request: { Tags: [{ Key: 'team', Value: 'a' }] },
    });
    expect(clone).not.toHaveProperty('sourceUri');
  });

  it('keeps a built-in algorithm’s hyperparameters as they are, and leaves its metrics to it', async () => {
    const job = described({
      TrainingJobName: 'xgb',
      RoleArn: 'arn:aws:iam::000000000000:role/R',
      OutputDataConfig: { S3OutputPath: 's3://b' },
      HyperParameters: {
        objective: 'reg:squarederror',
        num_round: '010',
        eta: '0.10',
        _tuning_objective_metric: 'm',
      },
      AlgorithmSpecification: {
        TrainingInputMode: 'File',
        TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
        MetricDefinitions: [{ Name: 'train:rmse', Regex: '(.*)' }],
      },
    });
    const clone = specFromJob(job, await shapes());
    expect(clone).toMatchObject({ script: '', sourceFolder: '' });
    const again = createTrainingJobRequest(clone, places, 'k');
    expect(again.HyperParameters).toEqual({ objective: 'reg:squarederror', num_round: '010', eta: '0.10' });
    expect(again.AlgorithmSpecification).not.toHaveProperty('MetricDefinitions');
  });
});

describe('differences', () => {
  it('are none of a clone that nobody has touched', async () => {
    const known = await shapes();
    const job = described(createTrainingJobRequest(full, places, 'j'));
    expect(differences(job, specFromJob(job, known), known)).toEqual([]);
    expect(differences(full, full, known)).toEqual([]);
  });

  it('are said member by member', async () => {
    const to: LaunchSpec = {
      ...full,
      sourceFolder: '/elsewhere',
      hyperparameters: { ...full.hyperparameters, epochs: 10, more: 1 },
      channels: [
        { name: 'train', source: { path: '/home/me/e' } },
        { name: 'test', source: { path: '/t' } },
      ],
      request: {
        ...full.request,
        Environment: { A: 'c', B: 'd' },
        ResourceConfig: { ...full.request.ResourceConfig, InstanceType: 'ml.g5.xlarge' },
        EnableManagedSpotTraining: false,
      },
    };
    const { distribution: _none, ...without } = to;
    expect(differences(full, without, await shapes())).toMatchInlineSnapshot(`
      [
        "Source: /home/me/penguins → /elsewhere",
        "epochs: 20 → 10",
        "more: added, 1",
        "Distribution: removed, was {"strategy":"mpi","processesPerHost":2}",
        "Channel train: /home/me/d → /home/me/e",
        "Channel test: added, /t",
        "Resource config › Instance type: ml.m5.large → ml.g5.xlarge",
        "Environment › A: b → c",
        "Environment › B: added, d",
        "Enable managed spot training: true → false",
      ]
    `);
  });
});
