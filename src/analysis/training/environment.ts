import { type ResourceConfigFile } from './cluster.ts';
import { commandLineArguments, type Hyperparameters } from './hyperparameters.ts';
import { environmentValue, type PythonDict, type PythonValue } from './pythonValues.ts';

/** Where a host's job finds and leaves its files. */
export interface TrainingFolders {
  readonly input: string;
  readonly config: string;
  readonly code: string;
  readonly model: string;
  readonly output: string;
  readonly outputData: string;
  readonly outputIntermediate: string;
}

/** What the `SM_*` environment of one host is made from. */
export interface TrainingFacts {
  readonly jobName: string;
  readonly folder: TrainingFolders;
  /** By channel. */
  readonly channelFolders: Readonly<Record<string, string>>;
  readonly hyperparameters: Hyperparameters;
  readonly resourceConfig: ResourceConfigFile;
  /** `inputdataconfig.json`: channel → what the request says about it. */
  readonly inputDataConfig: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly entryPoint: string;
  /** `SAGEMAKER_TRAINING_MODULE`, when the request's environment has it. */
  readonly frameworkModule?: string;
  readonly cpus: number;
  readonly gpus: number;
}

/** Framework parameters that make the toolkit distribute over the current instance group. */
const DISTRIBUTED = [
  'sagemaker_mpi_enabled',
  'sagemaker_parameter_server_enabled',
  'sagemaker_distributed_dataparallel_enabled',
  'sagemaker_pytorch_ddp_enabled',
  'sagemaker_pytorch_xla_multi_worker_enabled',
  'sagemaker_multi_worker_mirrored_strategy_enabled',
];

function distributionGroups({ hyperparameters: { framework }, resourceConfig }: TrainingFacts): PythonValue {
  const given = framework['sagemaker_distribution_instance_groups'];
  if (given !== undefined) return given;
  return DISTRIBUTED.some((name) => framework[name] === true) ? [resourceConfig.current_group_name] : [];
}

/** The toolkit's properties by their own names; the variables are views of these. */
function properties(facts: TrainingFacts) {
  const { folder, resourceConfig: resource, hyperparameters } = facts;
  const { user, platform, framework } = hyperparameters;
  const groups = resource.instance_groups;
  const distribution = distributionGroups(facts);
  const named = Array.isArray(distribution) ? distribution : [];
  const distributed = groups.filter((group) => named.includes(group.instance_group_name));
  const master = distributed[0]?.hosts[0] ?? resource.hosts[0] ?? resource.current_host;
  return {
    channel_input_dirs: facts.channelFolders,
    current_host: resource.current_host,
    current_instance_group: resource.current_group_name,
    current_instance_group_hosts:
      groups.find((group) => group.instance_group_name === resource.current_group_name)?.hosts ?? [],
    current_instance_type: resource.current_instance_type,
    distribution_instance_groups: distribution,
    framework_module: facts.frameworkModule ?? null,
    hosts: resource.hosts,
    hyperparameters: user,
    input_config_dir: folder.config,
    input_data_config: facts.inputDataConfig,
    input_dir: folder.input,
    instance_groups: groups.map((group) => group.instance_group_name),
    instance_groups_dict: Object.fromEntries(groups.map((group) => [group.instance_group_name, group])),
    is_hetero: groups.length > 1,
    log_level: platform['sagemaker_container_log_level'] ?? 20,
    model_dir: folder.model,
    module_dir: platform['sagemaker_submit_directory'] ?? folder.code,
    module_name: facts.entryPoint.replace(/\.py$/, ''),
    network_interface_name: resource.network_interface_name,
    num_cpus: facts.cpus,
    num_gpus: facts.gpus,
    num_neurons: 0,
    output_data_dir: folder.outputData,
    output_dir: folder.output,
    output_intermediate_dir: folder.outputIntermediate,
    resource_config: resource,
    user_entry_point: facts.entryPoint,
    // Only in SM_TRAINING_ENV:
    additional_framework_parameters: framework,
    distribution_hosts: distributed.flatMap((group) => group.hosts),
    is_master: resource.current_host === master,
    job_name: facts.jobName,
    master_hostname: master,
  } satisfies PythonDict;
}

const ONLY_IN_TRAINING_ENV = new Set([
  'additional_framework_parameters',
  'channel_input_dirs',
  'distribution_hosts',
  'hyperparameters',
  'is_master',
  'job_name',
  'master_hostname',
]);

/**
 * The environment that SageMaker's training toolkit gives to a script in script mode: `SM_…` and the few names
 * without prefix that the toolkit sets too. Keys are upper-cased and otherwise kept (`SM_HP_LEARNING-RATE`).
 */
export function trainingEnvironment(facts: TrainingFacts): Record<string, string> {
  const all: PythonDict = properties(facts);
  const { user, platform, framework } = facts.hyperparameters;
  const variables: [string, PythonValue][] = [
    ...Object.entries(all).flatMap(([name, value]): [string, PythonValue][] =>
      value === undefined || ONLY_IN_TRAINING_ENV.has(name) ? [] : [[name, value]],
    ),
    ['hps', user],
    ['framework_params', framework],
    ['channels', Object.keys(facts.channelFolders).sort()],
    ['user_args', commandLineArguments(user)],
    ['training_env', all],
    ...Object.entries(facts.channelFolders).map(([channel, folder]): [string, PythonValue] => [
      `channel_${channel}`,
      folder,
    ]),
    ...Object.entries(user).map(([name, value]): [string, PythonValue] => [`hp_${name}`, value ?? null]),
  ];
  return {
    ...Object.fromEntries(
      variables.map(([name, value]) => [`SM_${name.toUpperCase()}`, environmentValue(value)]),
    ),
    SAGEMAKER_JOB_NAME: environmentValue(platform['sagemaker_job_name'] ?? facts.jobName),
    CURRENT_HOST: facts.resourceConfig.current_host,
  };
}
