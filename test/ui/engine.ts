/** The engine that a workbench has started, as any program of the person's would reach it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
export async function engineClient({ sandbox }: Workbench): Promise<SageMakerClient> {
  const text = await readFile(join(sandbox.engineData, 'engine.json'), 'utf8');
  const { endpoint, region, accessKeyId, secretAccessKey } = JSON.parse(text) as Address;
  return new SageMakerClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
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
