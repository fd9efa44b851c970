import * as sdk from '@aws-sdk/client-sagemaker';
import { NormalizedSchema } from '@smithy/core/schema';
import { type $SchemaRef } from '@smithy/types';
import { operationSchema } from '../../../src/engine/protocols/awsJson.ts';
import { membersOf, requiredOf } from '../../../src/analysis/shapes/members.ts';

/** Every operation that the installed SDK has a schema for. */
export const operationNames: readonly string[] = Object.keys(sdk)
  .filter((name) => name.endsWith('$'))
  .map((name) => name.slice(0, -1))
  .filter((name) => operationSchema(sdk, name) !== undefined)
  .sort();

function schemaOf(operation: string, side: 4 | 5): NormalizedSchema | undefined {
  const operationIs = operationSchema(sdk, operation);
  const schema = operationIs && NormalizedSchema.of(operationIs[side]);
  return schema?.isStructSchema() ? schema : undefined;
}

/** `undefined` where the operation takes nothing, or is none. */
export const inputSchema = (operation: string): NormalizedSchema | undefined => schemaOf(operation, 4);

/** `undefined` where the operation answers nothing, or is none. */
const outputSchema = (operation: string): NormalizedSchema | undefined => schemaOf(operation, 5);

export function inputMembers(operation: string): readonly string[] {
  const schema = inputSchema(operation);
  return schema ? [...membersOf(schema).keys()] : [];
}

export function outputMembers(operation: string): readonly string[] {
  const schema = outputSchema(operation);
  return schema ? [...membersOf(schema).keys()] : [];
}

/** The members of a structure by its name. */
export function structureMembers(name: string): readonly string[] {
  const schema = (sdk as Record<string, unknown>)[`${name}$`];
  return schema === undefined ? [] : [...membersOf(NormalizedSchema.of(schema as $SchemaRef)).keys()];
}

export function requiredInput(operation: string): readonly string[] {
  const schema = inputSchema(operation);
  return schema ? requiredOf(schema) : [];
}

export function requiredOutput(operation: string): readonly string[] {
  const schema = outputSchema(operation);
  return schema ? requiredOf(schema) : [];
}

/** The SDK's command of an operation, over members that are not typed. @throws Error when there is none */
export function commandOf(operation: string, input: object): sdk.ListModelsCommand {
  const found: unknown = (sdk as Record<string, unknown>)[`${operation}Command`];
  if (typeof found !== 'function') throw new Error(`The SDK has no ${operation}.`);
  return Reflect.construct(found, [input]) as sdk.ListModelsCommand;
}
