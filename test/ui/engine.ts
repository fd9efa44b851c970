/** The engine that a workbench has started, as any program of the person's would reach it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  type DescribeTrainingJobResponse,
} from '@aws-sdk/client-sagemaker';
import { type Workbench } from '../host/vscode/workbench.ts';

/** What the engine writes down about itself for its clients. */
interface Address {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A client of the running engine. @throws Error when none has been started. */
export async function engineClient(workbench: Workbench): Promise<SageMakerClient> {
  return new SageMakerClient(await clientConfig(workbench));
}

/** The same for its S3. */
export async function s3Client(workbench: Workbench): Promise<S3Client> {
  return new S3Client({ ...(await clientConfig(workbench)), forcePathStyle: true });
}

async function clientConfig({ sandbox }: Workbench) {
  const text = await readFile(join(sandbox.engineData, 'engine.json'), 'utf8');
  const { endpoint, region, accessKeyId, secretAccessKey } = JSON.parse(text) as Address;
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
}

/** The job that was created last. @throws Error when there is none. */
export async function newestJob(workbench: Workbench): Promise<DescribeTrainingJobResponse> {
  const client = await engineClient(workbench);
  try {
    const { TrainingJobSummaries: [newest] = [] } = await client.send(
      new ListTrainingJobsCommand({ SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: 1 }),
    );
    if (newest === undefined) throw new Error('The engine has no training job.');
    return await client.send(new DescribeTrainingJobCommand({ TrainingJobName: newest.TrainingJobName }));
  } finally {
    client.destroy();
  }
}
