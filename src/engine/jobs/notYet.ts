import {
  distributionSwitches,
  modelParallelParameters,
} from '../../analysis/training/distributionSwitches.ts';
import { splitHyperparameters } from '../../analysis/training/hyperparameters.ts';
import { number, object, objects, text, type JsonObject } from '../json.ts';

const distributions: Readonly<Record<keyof typeof distributionSwitches, string>> = {
  torchrun: 'torchrun',
  mpi: 'MPI',
  parameterServer: 'parameter servers',
  multiWorkerMirrored: 'MultiWorkerMirroredStrategy',
  torchXla: 'PyTorch/XLA workers',
  dataParallel: 'the data parallelism library',
};

/** Members that ask for something whenever they are there. */
const members = [
  'DebugHookConfig',
  'TensorBoardOutputConfig',
  'ExperimentConfig',
  'VpcConfig',
  'RetryStrategy',
  'ServerlessJobConfig',
  'MlflowConfig',
  'ModelPackageConfig',
];
/** Members that ask for something when they are `true`. */
const flags = [
  'EnableNetworkIsolation',
  'EnableManagedSpotTraining',
  'EnableInterContainerTrafficEncryption',
];

/** What a request asks for that this machine accepts and does not do yet, by the members' names. */
function notRunHere(request: JsonObject): string[] {
  const specification = object(request, 'AlgorithmSpecification');
  const resources = object(request, 'ResourceConfig');
  const profiler = object(request, 'ProfilerConfig');
  const channels = objects(request, 'InputDataConfig');
  const given = object(request, 'HyperParameters');
  const isOn = (member: string, flag: string) => object(request, member)?.[flag] === true;
  const asked: [string, boolean][] = [
    ...members.map((name): [string, boolean] => [name, request[name] !== undefined]),
    ...flags.map((name): [string, boolean] => [name, request[name] === true]),
    ['DebugRuleConfigurations', objects(request, 'DebugRuleConfigurations').length > 0],
    ['ProfilerConfig', profiler !== undefined && profiler['DisableProfiler'] !== true],
    ['ProfilerRuleConfigurations', objects(request, 'ProfilerRuleConfigurations').length > 0],
    ['ContainerArguments', specification?.['ContainerArguments'] !== undefined],
    ['TrainingImageConfig', specification?.['TrainingImageConfig'] !== undefined],
    ['VolumeKmsKeyId', resources?.['VolumeKmsKeyId'] !== undefined],
    ['KmsKeyId', (text(object(request, 'OutputDataConfig'), 'KmsKeyId') ?? '') !== ''],
    ['KeepAlivePeriodInSeconds', (number(resources, 'KeepAlivePeriodInSeconds') ?? 0) > 0],
    ['TrainingPlanArn', resources?.['TrainingPlanArn'] !== undefined],
    ['EnableRemoteDebug', isOn('RemoteDebugConfig', 'EnableRemoteDebug')],
    ['EnableInfraCheck', isOn('InfraCheckConfig', 'EnableInfraCheck')],
    ['EnableSessionTagChaining', isOn('SessionChainingConfig', 'EnableSessionTagChaining')],
    ['ShuffleConfig', channels.some((channel) => channel['ShuffleConfig'] !== undefined)],
    ['RecordWrapperType', channels.some((channel) => channel['RecordWrapperType'] === 'RecordIO')],
    ['continuous upload of output/intermediate', given?.['sagemaker_s3_output'] !== undefined],
    ...distributionsOf(given),
  ];
  return asked.flatMap(([name, is]) => (is ? [name] : []));
}

function distributionsOf(given: JsonObject | undefined): [string, boolean][] {
  const { framework, user } = splitHyperparameters(given);
  const strategies = Object.keys(distributions) as (keyof typeof distributions)[];
  return [
    ...strategies.map((name): [string, boolean] => [
      distributions[name],
      framework[distributionSwitches[name]] === true,
    ]),
    ['the model parallelism library', user[modelParallelParameters] !== undefined],
  ];
}

/** The first line of a job's log where something asked for is left out; `undefined` when nothing is. */
export function notRunNotice(request: JsonObject): string | undefined {
  const names = notRunHere(request);
  if (names.length === 0) return undefined;
  return `[sagemaker-local] Accepted, but without effect on this machine yet: ${names.join(', ')}.`;
}
