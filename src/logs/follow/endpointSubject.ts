import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import { isNamed } from './errors.ts';
import { type Subject, SubjectGone, type SubjectState } from './subject.ts';

const waits: Readonly<Record<string, string>> = {
  Creating: 'starting the model server',
  Updating: 'updating the endpoint',
  SystemUpdating: 'SageMaker is maintaining the endpoint',
  RollingBack: 'rolling back to the configuration before',
  InService: 'nothing has been written yet',
  Deleting: 'deleting the endpoint',
};

/** An endpoint whose log is followed; it ends only when the endpoint fails or is deleted. */
export class EndpointSubject implements Subject {
  readonly kind = 'endpoint';
  readonly name: string;
  readonly title: string;
  readonly #connection: Connection;

  constructor(connection: Connection, name: string) {
    this.#connection = connection;
    this.name = name;
    this.title = `Endpoint ${name}`;
  }

  async look(signal: AbortSignal): Promise<SubjectState> {
    const { DescribeEndpointCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await this.#connection.sagemaker();
    try {
      return endpointState(
        await client.send(new DescribeEndpointCommand({ EndpointName: this.name }), { abortSignal: signal }),
      );
    } catch (error) {
      if (isNamed(error, 'ResourceNotFound', 'ValidationException'))
        throw new SubjectGone(`There is no endpoint "${this.name}".`, { cause: error });
      throw error;
    }
  }
}

/** What a description says about following the endpoint. */
export function endpointState(endpoint: DescribeEndpointOutput): SubjectState {
  const { EndpointStatus: status = 'Creating', EndpointArn: arn = '', FailureReason: reason } = endpoint;
  const changed = (endpoint.LastModifiedTime ?? endpoint.CreationTime)?.getTime();
  if (status === 'Failed') {
    const end = { outcome: 'failed', facts: [], ...(changed !== undefined && { at: changed }) } as const;
    return { status, arn, end: reason ? { ...end, reason } : end };
  }
  const what = waits[status];
  if (what === undefined) return { status, arn };
  const untilFirstLine = status === 'InService';
  return { status, arn, waiting: { what, untilFirstLine, ...(changed !== undefined && { since: changed }) } };
}
