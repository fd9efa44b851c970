import * as vscode from 'vscode';
import type { PipelineParameter } from '../../catalog/pipelines/definition.ts';
import { parametersOf, startExecution } from '../../catalog/pipelines/runPipeline.ts';
import type { ResourceReference } from '../../catalog/resource.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';
import { confirmed } from '../confirmed.ts';
import { parameterProblem } from '../parameterProblem.ts';

/**
 * Starts an execution of a pipeline, with its parameters asked for one after the other.
 * @param given values by name, when they are known already; those left out have their defaults.
 * @returns the execution; undefined when the user gave it up.
 */
export async function startPipeline(
  connections: ConnectionService,
  argument: unknown,
  given?: Readonly<Record<string, string>>,
): Promise<ResourceReference | undefined> {
  const pipeline = await chooseResource(connections, argument, 'Start execution', 'execute');
  if (!pipeline) return undefined;
  const connection = await connections.connect();
  const values = given ?? (await askAll(pipeline.name, await parametersOf(connection, pipeline)));
  if (!values) return undefined;
  const question = `Start an execution of pipeline "${pipeline.name}"?`;
  if (!(await confirmed(connection, question, 'What its steps run is billed.', 'Start'))) return undefined;
  return startExecution(connection, pipeline, values);
}

/** Reads values that a caller gave. @returns undefined for what is none: a menu passes all selected nodes there. */
export function readParameters(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const texts = entries.every((entry): entry is [string, string] => typeof entry[1] === 'string');
  return texts ? Object.fromEntries(entries) : undefined;
}

async function askAll(
  pipeline: string,
  parameters: readonly PipelineParameter[],
): Promise<Record<string, string> | undefined> {
  const values: Record<string, string> = {};
  for (const [index, parameter] of parameters.entries()) {
    const title = `${pipeline}: ${index + 1} of ${parameters.length}`;
    const value = await askOne(title, parameter);
    if (value === undefined) return undefined;
    if (value !== parameter.defaultValue) values[parameter.name] = value;
  }
  return values;
}

function askOne(title: string, parameter: PipelineParameter): Thenable<string | undefined> {
  const { name, type, defaultValue } = parameter;
  const choices =
    parameter.choices.length === 0 && type === 'Boolean' ? ['true', 'false'] : parameter.choices;
  const isNeeded = defaultValue === undefined;
  if (choices.length > 0) {
    // The default first: Enter takes it.
    const first = choices.filter((choice) => choice.toLowerCase() === defaultValue?.toLowerCase());
    const rest = choices.filter((choice) => !first.includes(choice));
    return vscode.window.showQuickPick([...first, ...rest], { title, placeHolder: name });
  }
  return vscode.window.showInputBox({
    title,
    prompt: `${name} (${type.toLowerCase()}${isNeeded ? ', needed' : ''})`,
    value: defaultValue ?? '',
    validateInput: (text) => parameterProblem(parameter, text),
  });
}
