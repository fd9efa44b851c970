/** What the demo reads back from SageMaker and S3, through the extension's own connection. */
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  DescribeTrainingJobCommand,
  type DescribeEndpointOutput,
  type DescribeTrainingJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../../src/connection/connection.ts';

export async function describeJob(
  connection: Connection,
  name: string,
): Promise<DescribeTrainingJobResponse> {
  return (await connection.sagemaker()).send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

export async function describeEndpoint(
  connection: Connection,
  name: string,
): Promise<DescribeEndpointOutput> {
  return (await connection.sagemaker()).send(new DescribeEndpointCommand({ EndpointName: name }));
}

/** Bytes. @throws Error when there is no such object, or the URI is none. */
export async function sizeOfObject(connection: Connection, uri: string): Promise<number> {
  const { host, pathname } = new URL(uri);
  const command = new HeadObjectCommand({ Bucket: host, Key: decodeURIComponent(pathname.slice(1)) });
  const { ContentLength } = await (await connection.s3()).send(command);
  if (ContentLength === undefined) throw new Error(`S3 does not say how large ${uri} is.`);
  return ContentLength;
}
