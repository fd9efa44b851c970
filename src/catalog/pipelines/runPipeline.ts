import type { SageMaker } from '../kind.ts';
import type { ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';
import { readDefinition, type PipelineParameter } from './definition.ts';

/**
 * What an execution of a pipeline can be given.
 * @throws what SageMaker answers; Error for a definition that cannot be read
 */
export async function parametersOf(
  from: SageMaker,
  { name }: ResourceReference,
  signal?: AbortSignal,
): Promise<readonly PipelineParameter[]> {
  const { PipelineDefinition: text = '' } = await call(
    from,
    'DescribePipeline',
    { PipelineName: name },
    signal,
  );
  try {
    return readDefinition(text).parameters;
  } catch (cause) {
    throw new Error(`The definition of the pipeline "${name}" cannot be read.`, { cause });
  }
}

/**
 * Starts an execution of a pipeline's latest version.
 * @param parameters values in words by name; those left out have their defaults
 * @returns the execution
 * @throws what SageMaker answers: for a parameter that the pipeline does not have, that does not fit or that is missing
 */
export async function startExecution(
  from: SageMaker,
  { name }: ResourceReference,
  parameters: Readonly<Record<string, string>>,
  displayName?: string,
): Promise<ResourceReference> {
  const shown = displayName === '' ? undefined : displayName;
  const { PipelineExecutionArn: execution = '' } = await call(from, 'StartPipelineExecution', {
    PipelineName: name,
    PipelineExecutionDisplayName: shown,
    PipelineParameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
  });
  const id = execution.split('/').at(-1) ?? '';
  return { kind: 'pipelineExecution', name: shown ?? id, arn: execution };
}
