import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { setTimeout } from 'node:timers/promises';
import { createdByTags } from '../catalog/tags.ts';
import type { Connection } from '../connection/connection.ts';
import { UserError } from '../platform/userError.ts';
import {
  createEndpointConfigRequest,
  createEndpointRequest,
  createModelRequest,
  type DeploySpec,
} from './deploySpec.ts';

export interface DeploySteps {
  readonly report: (step: string) => void;
  readonly signal: AbortSignal;
}

/** The endpoint came up as `Failed`; it stays, so that its log can be read. */
export class EndpointFailed extends UserError {}

const firstPause = 250;
const longestPause = 5_000;

/**
 * Creates model, endpoint configuration and endpoint, and waits until it answers. When a step fails or the person cancels,
 * what the earlier ones made is removed again.
 * @throws EndpointFailed with SageMaker's reason.
 */
export async function deployModel(
  connection: Connection,
  spec: DeploySpec,
  steps: DeploySteps,
): Promise<void> {
  const client = await connection.sagemaker();
  const made: (() => Promise<unknown>)[] = [];
  try {
    const tags = createdByTags((await connection.identity()).arn);
    await createAll(client, spec, tags, steps, made);
    await untilInService(client, spec.endpointName, steps);
  } catch (error) {
    if (!(error instanceof EndpointFailed)) await removeAll(spec, made, error);
    throw error;
  }
}

async function createAll(
  client: SageMakerClient,
  spec: DeploySpec,
  Tags: ReturnType<typeof createdByTags>,
  steps: DeploySteps,
  made: (() => Promise<unknown>)[],
): Promise<void> {
  const sdk = await import('@aws-sdk/client-sagemaker');
  const { endpointName: name } = spec;
  const create = async (
    step: string,
    send: () => Promise<unknown>,
    remove: () => Promise<unknown>,
  ): Promise<void> => {
    steps.signal.throwIfAborted();
    steps.report(step);
    await send();
    made.push(remove);
  };
  await create(
    'creating the model',
    () => client.send(new sdk.CreateModelCommand({ ...createModelRequest(spec), Tags })),
    () => client.send(new sdk.DeleteModelCommand({ ModelName: name })),
  );
  await create(
    'creating the endpoint configuration',
    () => client.send(new sdk.CreateEndpointConfigCommand({ ...createEndpointConfigRequest(spec), Tags })),
    () => client.send(new sdk.DeleteEndpointConfigCommand({ EndpointConfigName: name })),
  );
  await create(
    'creating the endpoint',
    () => client.send(new sdk.CreateEndpointCommand({ ...createEndpointRequest(spec), Tags })),
    () => client.send(new sdk.DeleteEndpointCommand({ EndpointName: name })),
  );
}

async function untilInService(
  client: SageMakerClient,
  name: string,
  { report, signal }: DeploySteps,
): Promise<void> {
  const { DescribeEndpointCommand } = await import('@aws-sdk/client-sagemaker');
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.3)) {
    const endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: name }), {
      abortSignal: signal,
    });
    if (endpoint.EndpointStatus === 'InService') return;
    if (endpoint.EndpointStatus === 'Failed')
      throw new EndpointFailed(
        'invalid-input',
        endpoint.FailureReason ?? 'SageMaker gives no reason; the endpoint’s log may.',
      );
    report(`waiting for the endpoint, ${endpoint.EndpointStatus ?? 'Creating'}`);
    await setTimeout(pause, undefined, { signal });
  }
}

/** Last made, first removed. */
async function removeAll(
  { endpointName }: DeploySpec,
  made: readonly (() => Promise<unknown>)[],
  cause: unknown,
): Promise<void> {
  for (const remove of [...made].reverse()) {
    try {
      await remove();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UserError(
        'unexpected',
        `${endpointName} was not deployed, and not all of it could be removed: ${why}`,
        { cause },
      );
    }
  }
}
