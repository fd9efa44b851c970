import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { type HttpHandlerOptions } from '@smithy/types';
import { SageMakerClient, type SageMakerClientConfig } from '@aws-sdk/client-sagemaker';

/** One answer as it was on the wire, for a witness of another make. */
export interface RecordedAnswer {
  readonly operation: string;
  readonly status: number;
  readonly body: string;
}

/** A client that keeps the bodies of the answers it gets. */
export function recordingClient(config: SageMakerClientConfig, answers: RecordedAnswer[]): SageMakerClient {
  const plain = new SageMakerClient(config);
  const inner = plain.config.requestHandler;
  return new SageMakerClient({
    ...config,
    // An answer is looked at once, as it came; asking again would hide it.
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: HttpRequest, options?: HttpHandlerOptions) => {
        const { response } = (await inner.handle(request, options)) as { response: HttpResponse };
        const bytes = await buffer(response.body as Readable);
        const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
        answers.push({ operation, status: response.statusCode, body: bytes.toString() });
        response.body = Readable.from([bytes]);
        return { response };
      },
    },
  });
}

/** A client that gets one and the same answer from an operation, whatever it asks. */
export function cannedClient(
  config: SageMakerClientConfig,
  answers: ReadonlyMap<string, RecordedAnswer>,
): SageMakerClient {
  return new SageMakerClient({
    ...config,
    maxAttempts: 1,
    requestHandler: {
      handle: (request: HttpRequest) => {
        const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
        const unknown = { status: 400, body: '{"__type":"UnknownOperationException"}' };
        const { status, body } = answers.get(operation) ?? unknown;
        const headers = { 'content-type': 'application/x-amz-json-1.1' };
        const response = new HttpResponse({
          statusCode: status,
          headers,
          body: Readable.from([Buffer.from(body)]),
        });
        return Promise.resolve({ response });
      },
    },
  });
}
