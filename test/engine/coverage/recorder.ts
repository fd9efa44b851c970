import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
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
      handle: async (request, options) => {
        const { response } = await inner.handle(request, options);
        const bytes = await buffer(response.body as Readable);
        const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
        answers.push({ operation, status: response.statusCode, body: bytes.toString() });
        response.body = Readable.from([bytes]);
        return { response };
      },
    },
  });
}
