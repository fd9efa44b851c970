import { object, objects, text, type Json, type JsonObject } from '../../json.ts';
import { parsedObject, strings } from '../members.ts';
import { referencesIn } from './references.ts';

/** A step of a definition, those in the branches of conditions too. */
export interface PipelineStep {
  readonly name: string;
  readonly type: string;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly arguments: JsonObject;
  /** Names of the steps that must have succeeded before. */
  readonly dependencies: readonly string[];
  /** The branch that it is in: it is reached when that condition had this outcome. */
  readonly branch?: { readonly condition: string; readonly outcome: 'True' | 'False' } | undefined;
}

export interface PipelineParameter {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: JsonObject[string];
  readonly allowed: readonly string[];
}

export interface PipelineDefinition {
  readonly version: string | undefined;
  readonly parameters: readonly PipelineParameter[];
  readonly steps: readonly PipelineStep[];
  readonly experiment: JsonObject | undefined;
}

function stepOf(json: JsonObject, branch: PipelineStep['branch']): PipelineStep {
  const args = object(json, 'Arguments') ?? {};
  const { IfSteps: _if, ElseSteps: _else, ...own } = args;
  const referred = referencesIn(own).flatMap((path) => /^Steps\.([A-Za-z0-9_-]+)/.exec(path)?.[1] ?? []);
  const dependencies = [...strings(json, 'DependsOn'), ...referred, ...(branch ? [branch.condition] : [])];
  return {
    name: text(json, 'Name') ?? '',
    type: text(json, 'Type') ?? '',
    displayName: text(json, 'DisplayName'),
    description: text(json, 'Description'),
    arguments: own,
    dependencies: [...new Set(dependencies)],
    branch,
  };
}

function stepsOf(list: readonly JsonObject[], branch?: PipelineStep['branch']): PipelineStep[] {
  return list.flatMap((json) => {
    const step = stepOf(json, branch);
    const args = object(json, 'Arguments');
    return [
      step,
      ...stepsOf(objects(args, 'IfSteps'), { condition: step.name, outcome: 'True' }),
      ...stepsOf(objects(args, 'ElseSteps'), { condition: step.name, outcome: 'False' }),
    ];
  });
}

/** Deeper than any definition; functions that call themselves stop there. */
const DEEPEST = 60;

function isTooDeep(value: Json | undefined, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((item) => isTooDeep(item, left - 1));
}

/**
 * Reads a definition; what it says is not checked (see `checkDefinition.ts`).
 * @returns `undefined` when it is no JSON object, or one too deeply nested
 */
export function parseDefinition(definition: string): PipelineDefinition | undefined {
  const json = parsedObject(definition);
  if (!json || isTooDeep(json, DEEPEST)) return undefined;
  const parameters = objects(json, 'Parameters').map((parameter) => ({
    name: text(parameter, 'Name') ?? '',
    type: text(parameter, 'Type') ?? '',
    defaultValue: parameter['DefaultValue'],
    allowed: strings(parameter, 'EnumValues'),
  }));
  return {
    version: text(json, 'Version'),
    parameters,
    steps: stepsOf(objects(json, 'Steps')),
    experiment: object(json, 'PipelineExperimentConfig'),
  };
}
