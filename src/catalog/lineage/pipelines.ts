import { call } from '../sdk.ts';
import { byArns, type Finder, mostOfOne } from './finder.ts';

/** The tag by which SageMaker leads from what a pipeline has made back to the execution. */
const executionTag = 'sagemaker:pipeline-execution-arn';

/** The pipeline execution whose step has made a resource. */
export const pipelineExecutionOf: Finder = async (from, { resource }, signal) => {
  const { Tags: tags = [] } = await call(from, 'ListTags', { ResourceArn: resource.arn }, signal);
  return byArns('made by', [tags.find(({ Key: key }) => key === executionTag)?.Value]);
};

/** What the steps of an execution have made. */
export const madeByExecution: Finder = async (from, { resource }, signal) => {
  const { PipelineExecutionSteps: steps = [] } = await call(
    from,
    'ListPipelineExecutionSteps',
    { PipelineExecutionArn: resource.arn, MaxResults: mostOfOne },
    signal,
  );
  return steps.flatMap(({ StepName: step, Metadata: metadata }) => {
    const arns = Object.values(metadata ?? {}).map(arnIn);
    return byArns('made', arns).map((related) => ({
      ...related,
      what: `${related.what} of step "${step ?? ''}"`,
    }));
  });
};

/** Each type of step has a member of its own, and most of them an ARN in it. */
function arnIn(metadata: unknown): string | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('Arn' in metadata)) return undefined;
  return typeof metadata.Arn === 'string' ? metadata.Arn : undefined;
}
