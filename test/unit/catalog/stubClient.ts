import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from '../../../src/catalog/kind.ts';

/** A request that a kind made. */
export interface Asked {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** SageMaker as answers by the operation's name, for what no engine can be brought to have. */
export function stubSageMaker(answers: Readonly<Record<string, object>>): {
  from: SageMaker;
  asked: Asked[];
} {
  const asked: Asked[] = [];
  const client = new SageMakerClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  client.middlewareStack.add(
    (_next, context) => (args) => {
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      asked.push({ operation, input: args.input as Record<string, unknown> });
      const output = answers[operation];
      if (!output) throw new Error(`${operation} was not expected.`);
      return Promise.resolve({ output: { ...output, $metadata: {} }, response: {} });
    },
    { step: 'initialize' },
  );
  return { from: { sagemaker: () => Promise.resolve(client) }, asked };
}
