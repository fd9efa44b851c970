import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { fieldsOf, isFields } from '../json.ts';
import { pythonLiteral } from '../pythonLiteral.ts';
import { pythonCall } from './pythonCall.ts';
import type { UnsaidMembers } from './unsaidMembers.ts';

/** The SDK turns debugger and profiler on unless it is told not to. */
export function debuggerTexts(rest: UnsaidMembers): string[] {
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
      `debugger_hook_config=${pythonCall(
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
      `profiler_config=${pythonCall('ProfilerConfig', [
        ['s3_output_path', profiler['S3OutputPath']],
        ['system_monitor_interval_millis', profiler['ProfilingIntervalInMilliseconds']],
      ])}`,
    );
  if (isFields(profiler['ProfilingParameters'])) rest.leave('ProfilerConfig.ProfilingParameters');
  if (board['S3OutputPath'] !== undefined)
    lines.push(
      `tensorboard_output_config=${pythonCall('TensorBoardOutputConfig', [
        ['s3_output_path', board['S3OutputPath']],
        ['container_local_output_path', board['LocalPath']],
      ])}`,
    );
  return lines;
}

/** Whether a request has what `sagemaker.debugger` has classes for. */
export function usesDebugger(request: CreateTrainingJobRequest): boolean {
  return (
    request.DebugHookConfig !== undefined ||
    request.ProfilerConfig !== undefined ||
    request.TensorBoardOutputConfig !== undefined
  );
}
