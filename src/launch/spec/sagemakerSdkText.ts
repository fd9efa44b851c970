import type { Channel } from '@aws-sdk/client-sagemaker';
import type { CopiedLaunch } from './copyAs.ts';
import { distributionHyperparameters } from './distribution.ts';
import { fieldsOf, isFields, textOf } from './json.ts';
import { valueAt, withValueAt } from './paths.ts';
import { pythonLiteral } from './pythonLiteral.ts';

/** Estimator's parameters by the member that each sets. */
const parameters: readonly (readonly [name: string, path: string])[] = [
  ['image_uri', 'AlgorithmSpecification.TrainingImage'],
  ['role', 'RoleArn'],
  ['instance_count', 'ResourceConfig.InstanceCount'],
  ['instance_type', 'ResourceConfig.InstanceType'],
  ['keep_alive_period_in_seconds', 'ResourceConfig.KeepAlivePeriodInSeconds'],
  ['volume_size', 'ResourceConfig.VolumeSizeInGB'],
  ['volume_kms_key', 'ResourceConfig.VolumeKmsKeyId'],
  ['max_run', 'StoppingCondition.MaxRuntimeInSeconds'],
  ['input_mode', 'AlgorithmSpecification.TrainingInputMode'],
  ['output_path', 'OutputDataConfig.S3OutputPath'],
  ['output_kms_key', 'OutputDataConfig.KmsKeyId'],
  ['tags', 'Tags'],
  ['subnets', 'VpcConfig.Subnets'],
  ['security_group_ids', 'VpcConfig.SecurityGroupIds'],
  ['metric_definitions', 'AlgorithmSpecification.MetricDefinitions'],
  ['encrypt_inter_container_traffic', 'EnableInterContainerTrafficEncryption'],
  ['use_spot_instances', 'EnableManagedSpotTraining'],
  ['max_wait', 'StoppingCondition.MaxWaitTimeInSeconds'],
  ['checkpoint_s3_uri', 'CheckpointConfig.S3Uri'],
  ['checkpoint_local_path', 'CheckpointConfig.LocalPath'],
  ['enable_sagemaker_metrics', 'AlgorithmSpecification.EnableSageMakerMetricsTimeSeries'],
  ['enable_network_isolation', 'EnableNetworkIsolation'],
  ['environment', 'Environment'],
  ['max_retry_attempts', 'RetryStrategy.MaximumRetryAttempts'],
  ['container_entry_point', 'AlgorithmSpecification.ContainerEntrypoint'],
  ['container_arguments', 'AlgorithmSpecification.ContainerArguments'],
  [
    'training_repository_access_mode',
    'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAccessMode',
  ],
  [
    'training_repository_credentials_provider_arn',
    'AlgorithmSpecification.TrainingImageConfig.TrainingRepositoryAuthConfig.TrainingRepositoryCredentialsProviderArn',
  ],
  ['enable_remote_debug', 'RemoteDebugConfig.EnableRemoteDebug'],
  ['enable_infra_check', 'InfraCheckConfig.EnableInfraCheck'],
  ['enable_session_tag_chaining', 'SessionChainingConfig.EnableSessionTagChaining'],
];

/**
 * The launch by the SageMaker Python SDK 2's `Estimator`: its parameters are CreateTrainingJob's members one by one, and it
 * gives scripts the hyperparameters that the training toolkit reads. Version 3's `ModelTrainer` starts scripts by a driver
 * of its own, which would be another request. What Estimator cannot say stands as a comment.
 */
export function sagemakerSdkText({ spec, request, places }: CopiedLaunch): string {
  const rest = new Rest(request);
  const lines: string[] = [];
  for (const [name, path] of parameters) {
    const value = rest.take(path.split('.'));
    if (value !== undefined) lines.push(`${name}=${pythonLiteral(value, 1)}`);
  }
  if (rest.take(['OutputDataConfig', 'CompressionType']) === 'NONE')
    lines.push('disable_output_compression=True');
  const groups = rest.take(['ResourceConfig', 'InstanceGroups']);
  if (Array.isArray(groups)) lines.push(`instance_groups=[${groups.map(instanceGroup).join(', ')}]`);
  lines.push(...source({ spec, request, places }));
  lines.push(...debugging(rest));
  const experiment = rest.take(['ExperimentConfig']);
  for (const name of ['TrainingJobName', 'HyperParameters', 'InputDataConfig']) rest.take([name]);
  const inputs = inputTexts({ spec, request, places });
  return [
    '# For the SageMaker Python SDK 2: pip install "sagemaker<3"',
    'import boto3',
    'import sagemaker',
    ...(usesDebugger(request)
      ? [
          'from sagemaker.debugger import CollectionConfig, DebuggerHookConfig, ProfilerConfig, TensorBoardOutputConfig',
        ]
      : []),
    'from sagemaker.estimator import Estimator',
    ...(inputs.length > 0 ? ['from sagemaker.inputs import FileSystemInput, TrainingInput'] : []),
    '',
    `session = sagemaker.Session(boto3.Session(region_name=${pythonLiteral(places.region)}))`,
    ...rest.comments(),
    'estimator = Estimator(',
    '    sagemaker_session=session,',
    ...lines.map((line) => `    ${line},`),
    ')',
    'estimator.fit(',
    ...(inputs.length > 0 ? ['    inputs={', ...inputs.map((input) => `        ${input},`), '    },'] : []),
    `    job_name=${pythonLiteral(request.TrainingJobName)},`,
    ...(experiment === undefined ? [] : [`    experiment_config=${pythonLiteral(experiment, 1)},`]),
    '    wait=False,',
    ')',
    '',
  ].join('\n');
}

function source({ spec, request }: CopiedLaunch): string[] {
  const type = textOf(fieldsOf(request.ResourceConfig)['InstanceType']);
  const values = {
    ...spec.hyperparameters,
    ...(spec.distribution && distributionHyperparameters(spec.distribution, type)),
  };
  const hyperparameters =
    Object.keys(values).length === 0 ? [] : [`hyperparameters=${pythonLiteral(values, 1)}`];
  if (spec.script === '') return hyperparameters;
  const folder = spec.sourceFolder === '' ? spec.sourceUri : spec.sourceFolder;
  return [
    `entry_point=${pythonLiteral(spec.script.replace(/\.ipynb$/i, '.py'))}`,
    ...(folder === undefined ? [] : [`source_dir=${pythonLiteral(folder)}`]),
    ...hyperparameters,
  ];
}

function instanceGroup(group: unknown): string {
  const { InstanceGroupName: name, InstanceType: type, InstanceCount: count } = fieldsOf(group);
  return `sagemaker.InstanceGroup(${[name, type, count].map((value) => pythonLiteral(value)).join(', ')})`;
}

/** The SDK turns debugger and profiler on unless it is told not to. */
function debugging(rest: Rest): string[] {
  const hook = fieldsOf(rest.take(['DebugHookConfig']));
  const profiler = fieldsOf(rest.take(['ProfilerConfig']));
  const board = fieldsOf(rest.take(['TensorBoardOutputConfig']));
  const lines: string[] = [];
  if (hook['S3OutputPath'] === undefined) lines.push('debugger_hook_config=False');
  else {
    const given: readonly unknown[] = Array.isArray(hook['CollectionConfigurations'])
      ? hook['CollectionConfigurations']
      : [];
    const collections = given.map((one) => {
      const { CollectionName: name, CollectionParameters: parameters } = fieldsOf(one);
      return `CollectionConfig(name=${pythonLiteral(name)}, parameters=${pythonLiteral(parameters ?? {}, 2)})`;
    });
    lines.push(
      `debugger_hook_config=${call(
        'DebuggerHookConfig',
        [
          ['s3_output_path', hook['S3OutputPath']],
          ['container_local_output_path', hook['LocalPath']],
          ['hook_parameters', hook['HookParameters']],
        ],
        given.length > 0 ? [`collection_configs=[${collections.join(', ')}]`] : [],
      )}`,
    );
  }
  if (profiler['DisableProfiler'] === true || Object.keys(profiler).length === 0)
    lines.push('disable_profiler=True');
  else
    lines.push(
      `profiler_config=${call('ProfilerConfig', [
        ['s3_output_path', profiler['S3OutputPath']],
        ['system_monitor_interval_millis', profiler['ProfilingIntervalInMilliseconds']],
      ])}`,
    );
  if (isFields(profiler['ProfilingParameters'])) rest.say(`ProfilerConfig.ProfilingParameters`);
  if (board['S3OutputPath'] !== undefined)
    lines.push(
      `tensorboard_output_config=${call('TensorBoardOutputConfig', [
        ['s3_output_path', board['S3OutputPath']],
        ['container_local_output_path', board['LocalPath']],
      ])}`,
    );
  return lines;
}

function usesDebugger(request: CopiedLaunch['request']): boolean {
  return (
    request.DebugHookConfig !== undefined ||
    request.ProfilerConfig !== undefined ||
    request.TensorBoardOutputConfig !== undefined
  );
}

/** Channels by name; those from disk are uploaded to where the launch would. */
function inputTexts({ spec, request, places }: CopiedLaunch): string[] {
  return spec.channels.map((channel, index) => {
    const sent = request.InputDataConfig?.[index];
    const name = pythonLiteral(channel.name);
    if (!('path' in channel.source)) return `${name}: ${input(sent, undefined)}`;
    const match = /^s3:\/\/([^/]+)\/(.*?)\/?$/.exec(places.channelUri(channel.name));
    const upload = `session.upload_data(${pythonLiteral(channel.source.path)}, bucket=${pythonLiteral(match?.[1] ?? '')}, key_prefix=${pythonLiteral(match?.[2] ?? '')})`;
    return `${name}: ${input(sent, upload)}`;
  });
}

function input(channel: Channel | undefined, upload: string | undefined): string {
  const source = channel?.DataSource;
  const files = source?.FileSystemDataSource;
  if (files)
    return call('FileSystemInput', [
      ['file_system_id', files.FileSystemId],
      ['file_system_type', files.FileSystemType],
      ['directory_path', files.DirectoryPath],
      ['file_system_access_mode', files.FileSystemAccessMode],
      ['content_type', channel?.ContentType],
    ]);
  const s3 = source?.S3DataSource;
  const shuffle = channel?.ShuffleConfig;
  return call(
    'TrainingInput',
    [
      ['distribution', s3?.S3DataDistributionType],
      ['compression', channel?.CompressionType],
      ['content_type', channel?.ContentType],
      ['record_wrapping', channel?.RecordWrapperType],
      ['s3_data_type', s3?.S3DataType],
      ['instance_groups', s3?.InstanceGroupNames],
      ['input_mode', channel?.InputMode],
      ['attribute_names', s3?.AttributeNames],
    ],
    shuffle ? [`shuffle_config=sagemaker.inputs.ShuffleConfig(${pythonLiteral(shuffle.Seed)})`] : [],
    [upload ?? pythonLiteral(s3?.S3Uri)],
  );
}

function call(
  name: string,
  named: readonly (readonly [string, unknown])[],
  texts: readonly string[] = [],
  first: readonly string[] = [],
): string {
  const given = named.flatMap(([parameter, value]) =>
    value === undefined ? [] : [`${parameter}=${pythonLiteral(value, 2)}`],
  );
  return `${name}(${[...first, ...given, ...texts].join(', ')})`;
}

/** What of a request nobody has said yet. */
class Rest {
  #left: unknown;
  readonly #said: string[] = [];

  constructor(request: unknown) {
    this.#left = request;
  }

  take(path: readonly string[]): unknown {
    const value = valueAt(this.#left, path);
    if (value !== undefined) this.#left = withValueAt(this.#left, path, undefined);
    return value;
  }

  say(member: string): void {
    this.#said.push(member);
  }

  comments(): string[] {
    const members = [...leaves(this.#left), ...this.#said];
    return members.length === 0
      ? []
      : [`# Estimator has no parameter for: ${members.join(', ')}. "Copy as boto3" has them.`];
  }
}

function leaves(value: unknown, path: readonly string[] = []): string[] {
  if (value === undefined) return [];
  if (!isFields(value)) return [path.join('.')];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}
