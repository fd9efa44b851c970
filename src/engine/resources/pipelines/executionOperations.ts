import { type EngineRequest } from '../../http/message.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { conflict, resourceNotFound } from '../errors.ts';
import { generatedId } from '../generatedId.ts';
import { extract } from '../listFilters.ts';
import { listHandler } from '../listing.ts';
import { given } from '../members.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { pageOfValues } from '../valuePages.ts';
import { below } from './below.ts';
import { checkedDefinition } from './checkDefinition.ts';
import { EXECUTION, executionStatus, STEP, stepStatus } from './execution.ts';
import { lookupOf } from './lookup.ts';
import { executionParameters } from './parameters.ts';
import { latestVersion, PIPELINE } from './pipeline.ts';
import { versionOf } from './pipelineOperations.ts';
import { type PipelineRunner } from './runner.ts';
import { checkSelection, takeOver } from './selective.ts';
import { resolveObject } from './values.ts';

/** The records of a kind whose document has a value at a path. */
function having(
  { store }: FamilyParts,
  kind: string,
  region: string,
  path: string,
  value: string,
): ResourceRecord[] {
  const query = { kind, region, sort: { sql: 'created_at' }, descending: true, limit: 10_000 };
  return [...store.list({ ...query, where: [`${extract(path)} = ?`], values: [value] }).records];
}

/** The operations of executions and their steps. */
export function executionOperations(parts: FamilyParts, runner: PipelineRunner): Record<string, JsonHandler> {
  const pipelines = parts.of(PIPELINE);
  const executions = parts.of(EXECUTION);
  const listExecutions = listHandler(executions, parts);
  const listSteps = listHandler(parts.of(STEP), parts);
  if (!listExecutions || !listSteps) throw new Error('The schemas do not have the lists of executions.');
  const find = (input: JsonObject, request: EngineRequest): ResourceRecord => executions.find(input, request);
  const ownerOf = ({ document, region }: ResourceRecord): ResourceRecord => {
    const found = parts.store.get({ kind: PIPELINE, region, name: text(document, 'PipelineName') ?? '' });
    if (!found) throw resourceNotFound('The pipeline of this execution does not exist.');
    return found;
  };

  const start: JsonHandler = (input, request) => {
    const pipeline = pipelines.find(input, request);
    const token = text(input, 'ClientRequestToken') ?? '';
    const [before] = having(parts, EXECUTION, pipeline.region, 'ClientRequestToken', token);
    if (before?.document['PipelineName'] === pipeline.name) return { PipelineExecutionArn: before.arn };
    const version = number(input, 'PipelineVersionId') ?? latestVersion(pipeline);
    const { document } = versionOf(parts, pipeline, version);
    const definition = checkedDefinition(text(document, 'PipelineDefinition') ?? '');
    const sourceArn = text(object(input, 'SelectiveExecutionConfig'), 'SourcePipelineExecutionArn');
    const source = sourceArn === undefined ? undefined : find({ PipelineExecutionArn: sourceArn }, request);
    checkSelection(input, definition, source, pipeline.name);
    const execution = executions.create(
      {
        PipelineExecutionDisplayName: `execution-${String(parts.store.now())}`,
        ...given(pipeline.document, 'ParallelismConfiguration'),
        ...input,
        PipelineName: pipeline.name,
        PipelineArn: pipeline.arn,
        PipelineVersionId: version,
        PipelineParameters: executionParameters(definition, objects(input, 'PipelineParameters')),
        PipelineExecutionKey: `${pipeline.name}/${generatedId(12)}`,
      },
      request,
    );
    if (source) takeOver(parts, execution, source);
    if (definition.experiment) {
      const lookup = lookupOf(parts, execution, definition, () => undefined);
      executions.change(execution, {
        PipelineExperimentConfig: resolveObject(definition.experiment, lookup),
      });
    }
    pipelines.change(pipeline, { LastRunTime: epochSeconds(execution.createdAt) });
    parts.store.patch(versionOf(parts, pipeline, version), {
      LastExecutionPipelineExecutionArn: execution.arn,
    });
    return { PipelineExecutionArn: execution.arn };
  };

  const retry: JsonHandler = (input, request) => {
    const execution = find(input, request);
    const status = executionStatus(execution);
    if (status !== 'Failed' && status !== 'Stopped') {
      throw conflict(`The pipeline execution ${execution.arn} is in status ${status}; it cannot be retried.`);
    }
    for (const step of below(parts, STEP, execution)) {
      if (stepStatus(step) === 'Succeeded') continue;
      parts.of(STEP).change(step, { StepStatus: undefined, FailureReason: undefined, Metadata: undefined });
    }
    const changed = executions.change(execution, {
      PipelineExecutionStatus: 'Executing',
      FailureReason: undefined,
      ...given(input, 'ParallelismConfiguration'),
    });
    runner.advance(changed);
    return { PipelineExecutionArn: execution.arn };
  };

  const answer = (input: JsonObject, request: EngineRequest, change: JsonObject): JsonObject => {
    const token = text(input, 'CallbackToken') ?? '';
    const path = '$.Metadata.Callback.CallbackToken';
    const [step] = having(parts, STEP, request.scope.region, path, token);
    if (!step) throw resourceNotFound(`There is no callback step with the token "${token}".`);
    if (!['Executing', 'Stopping'].includes(stepStatus(step))) {
      throw conflict(`The step of the token "${token}" is in status ${stepStatus(step)}.`);
    }
    const stopping =
      stepStatus(step) === 'Stopping' ? { StepStatus: 'Stopped', FailureReason: undefined } : {};
    const EndTime = epochSeconds(parts.store.now());
    parts.of(STEP).change(step, { ...change, ...stopping, EndTime });
    const arn = text(step.document, 'PipelineExecutionArn') ?? '';
    runner.advance(find({ PipelineExecutionArn: arn }, request));
    return { PipelineExecutionArn: arn };
  };

  return {
    StartPipelineExecution: start,
    RetryPipelineExecution: retry,
    DescribePipelineDefinitionForExecution: (input, request) => {
      const execution = find(input, request);
      const version = versionOf(parts, ownerOf(execution), number(execution.document, 'PipelineVersionId'));
      return {
        PipelineDefinition: text(version.document, 'PipelineDefinition'),
        CreationTime: epochSeconds(version.createdAt),
      };
    },
    ListPipelineParametersForExecution: (input, request) => {
      const parameters = objects(find(input, request).document, 'PipelineParameters');
      const { values, next } = pageOfValues(
        parameters.map((parameter) => [text(parameter, 'Name') ?? '', parameter] as const),
        input,
      );
      return { PipelineParameters: values, ...next };
    },
    ListPipelineExecutions: (input, request) =>
      listExecutions({ ...input, PipelineName: pipelines.find(input, request).name }, request),
    ListPipelineExecutionSteps: (input, request) => {
      find(input, request);
      return listSteps(input, request);
    },
    SendPipelineExecutionStepSuccess: (input, request) => {
      const OutputParameters = objects(input, 'OutputParameters');
      const Callback = { CallbackToken: input['CallbackToken'], OutputParameters };
      return answer(input, request, { StepStatus: 'Succeeded', Metadata: { Callback } });
    },
    SendPipelineExecutionStepFailure: (input, request) =>
      answer(input, request, {
        StepStatus: 'Failed',
        FailureReason: text(input, 'FailureReason') ?? 'The callback reported a failure.',
      }),
  };
}
