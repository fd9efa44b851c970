import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { below } from './below.ts';
import { type PipelineDefinition } from './definition.ts';
import { STEP, stepKey, stepStatus } from './execution.ts';

/** The names of the steps that are to run, `undefined` for all. */
function selection(document: JsonObject): readonly string[] | undefined {
  const config = object(document, 'SelectiveExecutionConfig');
  return config && objects(config, 'SelectedSteps').map((step) => text(step, 'StepName') ?? '');
}

/** Whether a step is to run in an execution. */
export function isSelected({ document }: ResourceRecord, step: string): boolean {
  return selection(document)?.includes(step) ?? true;
}

/** @throws AwsError where the selection names what the pipeline does not have, or another pipeline's execution */
export function checkSelection(
  input: JsonObject,
  definition: PipelineDefinition,
  source: ResourceRecord | undefined,
  pipeline: string,
): void {
  const unknown = selection(input)?.find((name) => !definition.steps.some((step) => step.name === name));
  if (unknown !== undefined) throw validationError(`The pipeline has no step "${unknown}" to select.`);
  if (source && source.document['PipelineName'] !== pipeline) {
    throw validationError(`${source.arn} is not an execution of this pipeline.`);
  }
}

/** Takes over the steps of another execution that are not to run again, so that others can refer to them. */
export function takeOver(parts: FamilyParts, execution: ResourceRecord, source: ResourceRecord): void {
  for (const step of below(parts, STEP, source)) {
    const name = text(step.document, 'StepName') ?? '';
    if (isSelected(execution, name) || stepStatus(step) !== 'Succeeded') continue;
    const { StepArn: _arn, ...document } = step.document;
    parts.of(STEP).create(
      {
        ...document,
        StepKey: stepKey(execution, name),
        PipelineExecutionArn: execution.arn,
        SelectiveExecutionResult: { SourcePipelineExecutionArn: source.arn },
      },
      requestOf(execution),
    );
  }
}
