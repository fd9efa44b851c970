import type { InvokeEndpointCommandOutput, ModelError } from '@aws-sdk/client-sagemaker-runtime';
import type { Clients } from '../connection/connection.ts';
import type { Answer } from './answer.ts';

export interface Invocation {
  readonly endpointName: string;
  readonly payload: Uint8Array;
  readonly contentType: string;
}

/**
 * Asks an endpoint. An error of the model is an answer too, with the container's own status and message; everything else
 * (no such endpoint, not in service, no access) rejects with the SDK's error.
 */
export async function invokeEndpoint(
  clients: Pick<Clients, 'runtime'>,
  invocation: Invocation,
  signal: AbortSignal,
): Promise<Answer> {
  const { InvokeEndpointCommand } = await import('@aws-sdk/client-sagemaker-runtime');
  const client = await clients.runtime();
  const command = new InvokeEndpointCommand({
    EndpointName: invocation.endpointName,
    Body: invocation.payload,
    ContentType: invocation.contentType,
  });
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  try {
    const output = await client.send(command, { abortSignal: signal });
    return fromOutput(invocation.endpointName, output, elapsed());
  } catch (error) {
    if (!isModelError(error)) throw error;
    return fromModelError(invocation.endpointName, error, elapsed());
  }
}

function fromOutput(endpointName: string, output: InvokeEndpointCommandOutput, latencyMs: number): Answer {
  const variant = output.InvokedProductionVariant;
  return {
    endpointName,
    statusCode: output.$metadata.httpStatusCode ?? 200,
    latencyMs,
    contentType: output.ContentType ?? '',
    ...(variant !== undefined && { variant }),
    body: output.Body,
    failed: false,
  };
}

function fromModelError(endpointName: string, error: ModelError, latencyMs: number): Answer {
  const message = error.OriginalMessage ?? error.message;
  return {
    endpointName,
    statusCode: error.OriginalStatusCode ?? 500,
    latencyMs,
    contentType: '',
    body: new TextEncoder().encode(message),
    failed: true,
  };
}

/** By its name: the class itself would have to be loaded to ask for it. */
function isModelError(error: unknown): error is ModelError {
  return error instanceof Error && error.name === 'ModelError';
}
