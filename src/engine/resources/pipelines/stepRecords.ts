import { number, object, text, type JsonObject } from '../../json.ts';
import { type FamilyParts } from '../catalogue.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { type PipelineStep } from './definition.ts';
import { STEP, stepKey, stepStatus } from './execution.ts';
import { type Begun, MAKING } from './stepActions.ts';

/** Stores that a step began. @param before its record of an earlier attempt */
export function keepBegun(
  parts: FamilyParts,
  execution: ResourceRecord,
  step: PipelineStep,
  begun: Begun,
  before: ResourceRecord | undefined,
): void {
  const now = epochSeconds(parts.store.now());
  const document: JsonObject = {
    StepName: step.name,
    StepDisplayName: step.displayName,
    StepDescription: step.description,
    StepStatus: begun.status,
    StartTime: now,
    EndTime: begun.status === 'Executing' ? undefined : now,
    FailureReason: begun.reason,
    Metadata: begun.metadata,
    AttemptCount: (number(before?.document, 'AttemptCount') ?? 0) + 1,
    engine: { resource: begun.resource, type: step.type },
  };
  if (before) {
    parts.of(STEP).change(before, document);
    return;
  }
  const identity = {
    StepKey: stepKey(execution, step.name),
    PipelineExecutionArn: execution.arn,
    PipelineName: execution.document['PipelineName'],
  };
  parts.of(STEP).create({ ...document, ...identity }, requestOf(execution));
}

/**
 * Lets a step end when what it waits for has ended.
 * @returns the ARN of what it waits for, and whether that is over; `undefined` for a step that waits for no resource
 */
export function settleStep(
  parts: FamilyParts,
  step: ResourceRecord,
): { readonly arn: string; readonly isOver: boolean } | undefined {
  if (!['Executing', 'Stopping'].includes(stepStatus(step))) return undefined;
  const state = object(step.document, 'engine');
  const making = MAKING[text(state, 'type') ?? ''];
  if (!making) return undefined;
  const arn = text(object(state, 'resource'), 'arn') ?? '';
  const record = parts.store.byArn(arn);
  const status = text(record?.document, parts.of(making.kind).kind.statusMember ?? '') ?? '';
  const succeeded = making.succeeded?.includes(status) === true;
  if (record && !succeeded && making.failed?.includes(status) !== true) return { arn, isOver: false };
  const stopped = status === 'Stopped' || stepStatus(step) === 'Stopping';
  const reason = record ? text(record.document, 'FailureReason') : `ClientError: ${arn} was deleted.`;
  parts.of(STEP).change(step, {
    StepStatus: succeeded ? 'Succeeded' : stopped ? 'Stopped' : 'Failed',
    EndTime: epochSeconds(parts.store.now()),
    ...(succeeded || stopped ? {} : { FailureReason: reason ?? `ClientError: ${arn} is ${status}.` }),
  });
  return { arn, isOver: true };
}

/** Stops what a step has made, where that can be stopped; the step ends when it has. */
export function stopStep(parts: FamilyParts, step: ResourceRecord): void {
  if (stepStatus(step) === 'Stopping') return;
  parts.of(STEP).change(step, { StepStatus: 'Stopping' });
  const resource = object(object(step.document, 'engine'), 'resource');
  const record = parts.store.byArn(text(resource, 'arn') ?? '');
  const operations = record && parts.of(record.kind);
  if (!record || !operations?.kind.stop) return;
  const request = requestOf(record);
  const change = operations.kind.stop(record, operations.contextOf(record.name, record.document, request));
  operations.kind.behaviour?.stop?.(operations.change(record, change));
}
