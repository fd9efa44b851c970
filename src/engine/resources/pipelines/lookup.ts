import { object, type Json, text } from '../../json.ts';
import { type FamilyParts } from '../catalogue.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { type PipelineDefinition } from './definition.ts';
import { parameterValue } from './parameters.ts';
import { at, type Lookup, resolveValue, tokens } from './values.ts';

/** What a step shows to others: the description of what it made, or its output parameters. */
function stepValue(parts: FamilyParts, step: ResourceRecord, path: readonly string[]): Json | undefined {
  const callback = object(object(step.document, 'Metadata'), 'Callback');
  if (path[0] === 'OutputParameters') {
    const [, name] = path;
    return at(callback?.['OutputParameters'], [name ?? '', 'Value']);
  }
  if (path[0] === 'Outcome') return object(object(step.document, 'Metadata'), 'Condition')?.['Outcome'];
  const resource = object(object(step.document, 'engine'), 'resource');
  const record = parts.store.byArn(text(resource, 'arn') ?? '');
  if (!record) return undefined;
  return at(parts.of(record.kind).describe(record, requestOf(record)), path);
}

function executionValue(execution: ResourceRecord, name: string, now: number): Json | undefined {
  const [pipeline, id] = execution.name.split('/');
  const values: Readonly<Record<string, Json | undefined>> = {
    StartDateTime: new Date(execution.createdAt).toISOString(),
    CurrentDateTime: new Date(epochSeconds(now) * 1000).toISOString(),
    PipelineName: pipeline,
    PipelineArn: execution.document['PipelineArn'],
    PipelineExecutionId: id,
    PipelineExecutionArn: execution.arn,
  };
  return values[name];
}

/** What an execution's steps may refer to. @param step a step's record by its name, if it has begun */
export function lookupOf(
  parts: FamilyParts,
  execution: ResourceRecord,
  definition: PipelineDefinition,
  step: (name: string) => ResourceRecord | undefined,
): Lookup {
  const lookup: Lookup = (path) => {
    const [root, name = '', ...rest] = tokens(path);
    if (root === 'Parameters') return parameterValue(definition, execution.document, name);
    if (root === 'Execution') return executionValue(execution, name, parts.store.now());
    if (root === 'PipelineExperimentConfig') {
      const value = definition.experiment?.[name];
      return value === undefined ? undefined : resolveValue(value, lookup);
    }
    const record = root === 'Steps' ? step(name) : undefined;
    return record && stepValue(parts, record, rest);
  };
  return lookup;
}
