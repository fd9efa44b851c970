import type { PipelineExecutionStep, PipelineExecutionStepMetadata } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from '../../../catalog/kind.ts';
import { call } from '../../../catalog/sdk.ts';
import type { TailTarget } from '../../tailTarget.ts';
import type { LogKind } from './logKind.ts';
import { every, targetOf } from './started.ts';

/** An execution of a pipeline: its lines are those of the jobs that its steps start, or that one step starts. */
export const pipelineExecution: LogKind = {
  /** One step alone ends when it ends; it is as the execution is until it begins. */
  async describe(from, target, signal) {
    const { name, arn = name, step } = target;
    const execution = await call(from, 'DescribePipelineExecution', { PipelineExecutionArn: arn }, signal);
    const [found] = step === undefined ? [] : await stepsOf(from, target, signal);
    if (!found) return execution;
    const { StepStatus, StartTime = execution.CreationTime, EndTime, FailureReason } = found;
    const times = { CreationTime: StartTime, LastModifiedTime: EndTime };
    return { ...execution, ...times, PipelineExecutionStatus: StepStatus, FailureReason };
  },
  status: 'PipelineExecutionStatus',
  arn: 'PipelineExecutionArn',
  places: () => [],
  async starts(from, target, signal) {
    const steps = await stepsOf(from, target, signal);
    return steps.flatMap(({ Metadata: made = {} }) => madeBy(made));
  },
  ends: { Succeeded: 'completed', Failed: 'failed', Stopped: 'stopped' },
  begun: ['CreationTime'],
  ended: ['LastModifiedTime'],
  waits: {
    Starting: 'starting the step',
    Executing: 'its steps have printed nothing yet',
    Stopping: 'stopping its steps',
  },
  writing: ['Executing'],
};

/** The steps of an execution that have begun, in order; one where only that is wanted. */
async function stepsOf(
  from: SageMaker,
  { name, arn = name, step }: TailTarget,
  signal: AbortSignal,
): Promise<readonly PipelineExecutionStep[]> {
  const steps = await every(async (NextToken) => {
    const input = { PipelineExecutionArn: arn, SortOrder: 'Ascending', NextToken } as const;
    const answer = await call(from, 'ListPipelineExecutionSteps', input, signal);
    return { items: answer.PipelineExecutionSteps ?? [], next: answer.NextToken };
  });
  if (step === undefined) return steps;
  return steps.filter(({ StepName, StepDisplayName }) => step === StepName || step === StepDisplayName);
}

/** What a step made, where that writes logs; a check names the job that it ran. */
function madeBy(metadata: PipelineExecutionStepMetadata): readonly TailTarget[] {
  return (Object.values(metadata) as object[]).flatMap((made) => {
    const { Arn, CheckJobArn } = made as { readonly Arn?: unknown; readonly CheckJobArn?: unknown };
    return targetOf(Arn ?? CheckJobArn);
  });
}
