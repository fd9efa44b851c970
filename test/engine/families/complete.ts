import * as schemas from '@aws-sdk/client-sagemaker';
import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { NormalizedSchema } from '@smithy/core/schema';
import { operationSchema } from '../../../src/engine/protocols/awsJson.ts';
import { membersOf, requiredOf } from '../../../src/analysis/shapes/members.ts';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The paths of required members that an answer lacks. */
function missing(schema: NormalizedSchema, value: unknown, path: string): string[] {
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.flatMap((item, index) => missing(schema.getValueSchema(), item, `${path}[${index}]`));
  }
  if (!schema.isStructSchema() || !isRecord(value)) return [];
  const absent = requiredOf(schema).filter((name) => value[name] === undefined);
  const deeper = [...membersOf(schema)].flatMap(([name, member]) =>
    missing(member, value[name], `${path}.${name}`),
  );
  return [...absent.map((name) => `${path}.${name}`), ...deeper];
}

/** Makes a client refuse answers without a member that AWS always gives: the SDK itself does not mind. */
export function complete(client: SageMakerClient): SageMakerClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      const schema = operationSchema(schemas, operation);
      const absent = schema ? missing(NormalizedSchema.of(schema[5]), result.output, operation) : [];
      if (absent.length > 0) throw new Error(`Missing in the answer: ${absent.join(', ')}`);
      return result;
    },
    { step: 'initialize', name: 'requiredMembers' },
  );
  return client;
}
