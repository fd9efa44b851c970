import { AwsError } from '../http/awsError.ts';
import { type ContainerAnswer } from './containerHttp.ts';
import { logGroup, type Deployment } from './deployment.ts';
import { type Measured } from './invocationMetrics.ts';
import { type Invocation, type Prediction } from './invoker.ts';
import { HostingError } from './hostingError.ts';
import { ServerDown } from './variantServer.ts';
import { chooseVariant } from './weights.ts';

/** AWS's limit for a container's answer, milliseconds. */
const LIMIT_MS = 60_000;
/** Of a container's error, what goes into the answer, bytes; the rest is in the log. */
const MESSAGE_BYTES = 64 * 1024;

export function invocationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** What the container made of a request that was not a prediction. @param status of the container, 0 when it gave none */
function modelError(invocation: Invocation, status: number, original: string): AwsError {
  const { region, accountId, endpointName } = invocation;
  const group = logGroup(endpointName);
  const side = status >= 400 && status < 500 ? 'client' : 'server';
  return new AwsError(
    'ModelError',
    `Received ${side} error (${status}) from primary with message "${original}". ` +
      `See the log group ${group} in account ${accountId} for more information.`,
    424,
    {
      OriginalStatusCode: status,
      OriginalMessage: original,
      LogStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
    },
  );
}

function failedCall(error: unknown, invocation: Invocation, variant: string, limit: AbortSignal): AwsError {
  if (limit.aborted && !invocation.signal.aborted) {
    const message =
      'Your invocation timed out while waiting for a response from container primary. ' +
      'Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.';
    return modelError(invocation, 0, message);
  }
  if (error instanceof ServerDown) {
    return modelError(
      invocation,
      503,
      `The model server of variant ${variant} is not there: ${error.message}.`,
    );
  }
  if (error instanceof HostingError) return modelError(invocation, 503, error.message);
  const why = error instanceof Error ? error.message : String(error);
  return modelError(invocation, 0, `The model server of variant ${variant} broke the connection (${why}).`);
}

function prediction(answer: ContainerAnswer, variant: string): Prediction {
  const contentType = answer.headers['content-type'];
  const customAttributes = answer.headers['x-amzn-sagemaker-custom-attributes'];
  return {
    body: answer.body,
    variant,
    ...(contentType !== undefined && { contentType }),
    ...(customAttributes !== undefined && { customAttributes }),
  };
}

/**
 * Sends one request to a variant of a deployment.
 * @param measured is told what becomes known on the way, also where this throws
 * @throws AwsError as {@link EndpointInvoker.invoke}
 */
export async function invokeDeployment(
  deployment: Deployment,
  invocation: Invocation,
  measured: Measured,
): Promise<Prediction> {
  const { targetVariant, endpointName, accountId } = invocation;
  const { variants } = deployment.plan;
  const variant =
    targetVariant === undefined
      ? chooseVariant(variants, Math.random())
      : variants.find(({ name }) => name === targetVariant);
  if (!variant) {
    throw invocationError(
      `Variant ${targetVariant ?? ''} of endpoint ${endpointName} of account ${accountId} not found. ` +
        `Its variants are: ${variants.map(({ name }) => name).join(', ')}.`,
    );
  }
  measured.variant = variant.name;
  const limit = AbortSignal.timeout(LIMIT_MS);
  const began = performance.now();
  let answer: ContainerAnswer;
  try {
    const signal = AbortSignal.any([invocation.signal, limit]);
    answer = await deployment.invoke(variant.name, invocation.headers, invocation.body, signal);
    measured.status = answer.status;
  } catch (error) {
    throw failedCall(error, invocation, variant.name, limit);
  } finally {
    measured.modelMilliseconds = performance.now() - began;
  }
  if (answer.status >= 200 && answer.status < 300) return prediction(answer, variant.name);
  const original = new TextDecoder().decode(answer.body.subarray(0, MESSAGE_BYTES));
  throw modelError(invocation, answer.status, original);
}
