import { formatDuration } from '../../analysis/text/duration.ts';
import type {
  Parameter,
  PipelineExecutionStep,
  PipelineExecutionStepMetadata,
} from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../arn.ts';
import type { Child } from '../details.ts';
import type { KindId } from '../resource.ts';
import type { SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { present, s3Child, statusChild } from '../parts.ts';
import { call } from '../sdk.ts';
import { words } from '../status.ts';

/** What an execution of a pipeline was given and has done: its parameters, then its steps in their order. */
export async function stepChildren(
  from: SageMaker,
  PipelineExecutionArn: string,
  signal?: AbortSignal,
): Promise<readonly Child[]> {
  const input = { PipelineExecutionArn, MaxResults: mostChildren };
  const [steps, parameters] = await Promise.all([
    call(from, 'ListPipelineExecutionSteps', { ...input, SortOrder: 'Ascending' }, signal),
    call(from, 'ListPipelineParametersForExecution', input, signal),
  ]);
  const given = bounded(
    (parameters.PipelineParameters ?? []).map(parameterChild),
    parameters.NextToken,
    'parameters',
  );
  return [
    ...given.map((child) => (child.id === 'more' ? { ...child, id: 'parameter/more' } : child)),
    ...bounded((steps.PipelineExecutionSteps ?? []).flatMap(childrenOf), steps.NextToken, 'steps'),
  ];
}

function parameterChild({ Name: name = '', Value: value = '' }: Parameter): Child {
  return {
    id: `parameter/${name}`,
    label: name,
    description: value,
    tooltip: value,
    icon: 'symbol-parameter',
    actions: ['copy'],
    value,
  };
}

/** A step, linked to what it made, and the report that it wrote. */
function childrenOf(step: PipelineExecutionStep): Child[] {
  const { StepName: name = '', StepDisplayName: shown = name, StartTime: start, EndTime: end } = step;
  const { Metadata: metadata = {}, AttemptCount: attempts = 1 } = step;
  const check = metadata.QualityCheck ?? metadata.ClarifyCheck;
  const reference = referenceFromArn(arnIn(metadata) ?? '');
  return present(
    withLog(
      statusChild({
        id: `step/${name}`,
        label: shown,
        status: step.StepStatus,
        notes: [
          ...madeBy(metadata),
          start && end && formatDuration(end.getTime() - start.getTime()),
          attempts > 1 ? `attempt ${attempts}` : undefined,
          step.CacheHitResult ? 'from the cache' : undefined,
          step.SelectiveExecutionResult ? 'from an earlier execution' : undefined,
        ],
        failure: step.FailureReason ?? metadata.Fail?.ErrorMessage,
        reference,
      }),
    ),
    s3Child(`step/${name}/report`, `${shown}: violation report`, check?.ViolationReport),
  );
}

const writeLogs: ReadonlySet<KindId> = new Set<KindId>([
  'trainingJob',
  'processingJob',
  'transformJob',
  'hyperParameterTuningJob',
  'autoMLJob',
]);

/** A step whose job has a log offers to tail it. */
function withLog(child: Child): Child {
  const { actions, reference } = child;
  return reference && writeLogs.has(reference.kind) ? { ...child, actions: [...actions, 'tail'] } : child;
}

/** The ARN of the job, model or endpoint that a step made; steps of other services may have one that is not SageMaker's. */
function arnIn(metadata: PipelineExecutionStepMetadata): string | undefined {
  for (const made of Object.values(metadata) as object[]) {
    const { Arn, CheckJobArn } = made as { readonly Arn?: unknown; readonly CheckJobArn?: unknown };
    const arn = Arn ?? CheckJobArn;
    if (typeof arn === 'string' && arn !== '') return arn;
  }
  return undefined;
}

/** What kind of step it is, and how a condition came out. */
function madeBy(metadata: PipelineExecutionStepMetadata): (string | undefined)[] {
  const [type] = Object.keys(metadata);
  return [type === undefined ? undefined : words(type), metadata.Condition?.Outcome?.toLowerCase()];
}
