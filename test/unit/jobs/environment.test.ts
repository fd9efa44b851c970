import { expect, test } from 'vitest';
import { clusterOf, resourceConfigFile } from '../../../src/analysis/training/cluster.ts';
import { trainingEnvironment } from '../../../src/analysis/training/environment.ts';
import { hostFolder } from '../../../src/engine/jobs/folders.ts';
import {
  commandLineArguments,
  splitHyperparameters,
} from '../../../src/analysis/training/hyperparameters.ts';
import { type JsonObject } from '../../../src/engine/json.ts';

const raw = {
  epochs: '10',
  'learning-rate': '0.00001',
  momentum: '1.0',
  optimizer: '"adam"',
  raw: 'not json',
  nesterov: 'true',
  layers: '[1, "a", 2.5, null]',
  nested: '{"b": 2, "a": "é"}',
  nothing: 'null',
  k: '5',
  sagemaker_program: '"train.py"',
  sagemaker_submit_directory: '"s3://bkt/job/source/sourcedir.tar.gz"',
  sagemaker_region: '"us-east-1"',
  sagemaker_container_log_level: '20',
  sagemaker_job_name: '"job"',
  sagemaker_mpi_enabled: 'false',
  _tuning_objective_metric: '"acc"',
};

function environment(hyperparameters: JsonObject, resources: JsonObject, host = 'algo-1') {
  const folder = hostFolder('/d/jobs/us-east-1/job', host);
  return trainingEnvironment({
    jobName: 'job',
    folder,
    channelFolders: { train: `${folder.data}/train`, 'my-data': `${folder.data}/my-data` },
    hyperparameters: splitHyperparameters(hyperparameters),
    resourceConfig: resourceConfigFile(clusterOf(resources), host),
    inputDataConfig: {
      train: {
        ContentType: 'text/csv',
        TrainingInputMode: 'File',
        S3DistributionType: 'FullyReplicated',
        RecordWrapperType: 'None',
      },
      'my-data': {
        TrainingInputMode: 'FastFile',
        S3DistributionType: 'FullyReplicated',
        RecordWrapperType: 'None',
      },
    },
    entryPoint: 'train.py',
    cpus: 4,
    gpus: 0,
  });
}

test('hyperparameters become arguments as in the training toolkit', () => {
  expect(commandLineArguments(splitHyperparameters(raw).user)).toEqual([
    ...['--epochs', '10', '-k', '5', '--layers', "[1, 'a', 2.5, None]"],
    ...['--learning-rate', '1e-05', '--momentum', '1.0', '--nested', 'a=é,b=2', '--nesterov', 'True'],
    ...['--nothing', '', '--optimizer', 'adam', '--raw', 'not json'],
  ]);
});

test('the SM_ variables of one host', () => {
  const base = '/d/jobs/us-east-1/job/algo-1/opt/ml';
  const { SM_TRAINING_ENV, ...rest } = environment(raw, { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 });
  const resource =
    '{"current_group_name":"homogeneousCluster","current_host":"algo-1","current_instance_group":"homogeneousCluster",' +
    '"current_instance_type":"ml.m5.xlarge","hosts":["algo-1"],"instance_groups":[{"hosts":["algo-1"],' +
    '"instance_group_name":"homogeneousCluster","instance_type":"ml.m5.xlarge"}],"network_interface_name":"eth0"}';
  expect(rest).toEqual({
    SM_HOSTS: '["algo-1"]',
    SM_CURRENT_HOST: 'algo-1',
    SM_CURRENT_INSTANCE_TYPE: 'ml.m5.xlarge',
    SM_CURRENT_INSTANCE_GROUP: 'homogeneousCluster',
    SM_CURRENT_INSTANCE_GROUP_HOSTS: '["algo-1"]',
    SM_INSTANCE_GROUPS: '["homogeneousCluster"]',
    SM_INSTANCE_GROUPS_DICT:
      '{"homogeneousCluster":{"hosts":["algo-1"],"instance_group_name":"homogeneousCluster","instance_type":"ml.m5.xlarge"}}',
    SM_DISTRIBUTION_INSTANCE_GROUPS: '[]',
    SM_IS_HETERO: 'false',
    SM_NETWORK_INTERFACE_NAME: 'eth0',
    SM_HPS:
      '{"epochs":10,"k":5,"layers":[1,"a",2.5,null],"learning-rate":1e-05,"momentum":1.0,' +
      '"nested":{"a":"\\u00e9","b":2},"nesterov":true,"nothing":null,"optimizer":"adam","raw":"not json"}',
    SM_HP_EPOCHS: '10',
    'SM_HP_LEARNING-RATE': '1e-05',
    SM_HP_MOMENTUM: '1.0',
    SM_HP_OPTIMIZER: 'adam',
    SM_HP_RAW: 'not json',
    SM_HP_NESTEROV: 'true',
    SM_HP_LAYERS: '[1,"a",2.5,null]',
    SM_HP_NESTED: '{"a":"\\u00e9","b":2}',
    SM_HP_NOTHING: '',
    SM_HP_K: '5',
    SM_USER_ENTRY_POINT: 'train.py',
    SM_MODULE_NAME: 'train',
    SM_MODULE_DIR: 's3://bkt/job/source/sourcedir.tar.gz',
    SM_FRAMEWORK_MODULE: '',
    SM_FRAMEWORK_PARAMS: '{"sagemaker_mpi_enabled":false}',
    SM_RESOURCE_CONFIG: resource,
    SM_INPUT_DATA_CONFIG:
      '{"my-data":{"RecordWrapperType":"None","S3DistributionType":"FullyReplicated","TrainingInputMode":"FastFile"},' +
      '"train":{"ContentType":"text/csv","RecordWrapperType":"None","S3DistributionType":"FullyReplicated","TrainingInputMode":"File"}}',
    SM_CHANNELS: '["my-data","train"]',
    SM_CHANNEL_TRAIN: `${base}/input/data/train`,
    'SM_CHANNEL_MY-DATA': `${base}/input/data/my-data`,
    SM_MODEL_DIR: `${base}/model`,
    SM_OUTPUT_DIR: `${base}/output`,
    SM_OUTPUT_DATA_DIR: `${base}/output/data`,
    SM_OUTPUT_INTERMEDIATE_DIR: `${base}/output/intermediate`,
    SM_INPUT_DIR: `${base}/input`,
    SM_INPUT_CONFIG_DIR: `${base}/input/config`,
    SM_NUM_CPUS: '4',
    SM_NUM_GPUS: '0',
    SM_NUM_NEURONS: '0',
    SM_LOG_LEVEL: '20',
    SM_USER_ARGS:
      '["--epochs","10","-k","5","--layers","[1, \'a\', 2.5, None]","--learning-rate","1e-05","--momentum","1.0",' +
      '"--nested","a=\\u00e9,b=2","--nesterov","True","--nothing","","--optimizer","adam","--raw","not json"]',
    SAGEMAKER_JOB_NAME: 'job',
    CURRENT_HOST: 'algo-1',
  });
  expect(JSON.parse(SM_TRAINING_ENV ?? '')).toMatchObject({
    channel_input_dirs: { train: `${base}/input/data/train` },
    is_master: true,
    master_hostname: 'algo-1',
    job_name: 'job',
    hyperparameters: { epochs: 10 },
  });
});

test('hosts of several instance groups', () => {
  const resources = {
    InstanceGroups: [
      { InstanceGroupName: 'cpu', InstanceType: 'ml.m5.xlarge', InstanceCount: 2 },
      { InstanceGroupName: 'gpu', InstanceType: 'ml.g5.xlarge', InstanceCount: 1 },
    ],
  };
  expect(environment({}, resources, 'algo-3')).toMatchObject({
    SM_HOSTS: '["algo-1","algo-2","algo-3"]',
    SM_CURRENT_HOST: 'algo-3',
    SM_CURRENT_INSTANCE_TYPE: 'ml.g5.xlarge',
    SM_CURRENT_INSTANCE_GROUP: 'gpu',
    SM_CURRENT_INSTANCE_GROUP_HOSTS: '["algo-3"]',
    SM_IS_HETERO: 'true',
    SM_INSTANCE_GROUPS: '["cpu","gpu"]',
  });
});
