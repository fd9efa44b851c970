import { object, objects, type JsonObject } from '../json.ts';

/** What a request asks for that this machine accepts and does not do yet, by the members' names. */
function notRunHere(request: JsonObject): string[] {
  const specification = object(request, 'AlgorithmSpecification');
  const hyperparameters = object(request, 'HyperParameters');
  const profiler = object(request, 'ProfilerConfig');
  const asked: [string, boolean][] = [
    ['DebugHookConfig', request['DebugHookConfig'] !== undefined],
    ['DebugRuleConfigurations', objects(request, 'DebugRuleConfigurations').length > 0],
    ['ProfilerConfig', profiler !== undefined && profiler['DisableProfiler'] !== true],
    ['ProfilerRuleConfigurations', objects(request, 'ProfilerRuleConfigurations').length > 0],
    ['TensorBoardOutputConfig', request['TensorBoardOutputConfig'] !== undefined],
    ['ExperimentConfig', request['ExperimentConfig'] !== undefined],
    ['VpcConfig', request['VpcConfig'] !== undefined],
    ['EnableNetworkIsolation', request['EnableNetworkIsolation'] === true],
    ['EnableManagedSpotTraining', request['EnableManagedSpotTraining'] === true],
    ['RetryStrategy', request['RetryStrategy'] !== undefined],
    ['ContainerEntrypoint', specification?.['ContainerEntrypoint'] !== undefined],
    ['ContainerArguments', specification?.['ContainerArguments'] !== undefined],
    ['continuous upload of output/intermediate', hyperparameters?.['sagemaker_s3_output'] !== undefined],
    ['MPI', hyperparameters?.['sagemaker_mpi_enabled'] === 'true'],
  ];
  return asked.flatMap(([name, is]) => (is ? [name] : []));
}

/** The first line of a job's log where something asked for is left out; `undefined` when nothing is. */
export function notRunNotice(request: JsonObject): string | undefined {
  const names = notRunHere(request);
  if (names.length === 0) return undefined;
  return `[sagemaker-local] Accepted, but without effect on this machine yet: ${names.join(', ')}.`;
}
