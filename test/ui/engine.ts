/** The engine that a workbench has started, as any program of the person's would reach it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  type DescribeTrainingJobResponse,
} from '@aws-sdk/client-sagemaker';
import { type Workbench } from '../host/vscode/workbench.ts';
import { until } from './until.ts';

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

/** What any client of the running engine takes. */
export async function clientConfig({ sandbox }: Workbench) {
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

/** Starts a job as another one was, with other hyperparameters. */
export async function startLike(
  workbench: Workbench,
  job: DescribeTrainingJobResponse,
  name: string,
  hyperparameters: Readonly<Record<string, string>>,
): Promise<void> {
  const client = await engineClient(workbench);
  try {
    await client.send(
      new CreateTrainingJobCommand({
        TrainingJobName: name,
        AlgorithmSpecification: job.AlgorithmSpecification,
        RoleArn: job.RoleArn,
        InputDataConfig: job.InputDataConfig,
        OutputDataConfig: job.OutputDataConfig,
        ResourceConfig: job.ResourceConfig,
        StoppingCondition: job.StoppingCondition,
        HyperParameters: { ...job.HyperParameters, ...hyperparameters },
      }),
    );
  } finally {
    client.destroy();
  }
}

/** The same, and waits for the end. */
export async function trainLike(...like: Parameters<typeof startLike>): Promise<void> {
  const [workbench, , name] = like;
  await startLike(...like);
  const client = await engineClient(workbench);
  try {
    await until(`the end of ${name}`, async () => {
      const now = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
      return now.TrainingJobStatus === 'InProgress' ? undefined : now;
    });
  } finally {
    client.destroy();
  }
}
