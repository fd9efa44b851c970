/** Lines of a job that no process of this machine has written: of its other hosts. */
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Workbench } from '../host/vscode/workbench.ts';
import { clientConfig } from './engine.ts';

const group = '/aws/sagemaker/TrainingJobs';

/** Writes lines of another host of a job, which has its log group from its first line on. */
export async function writeAsHost(
  workbench: Workbench,
  job: string,
  host: string,
  messages: readonly string[],
): Promise<void> {
  const client = new CloudWatchLogsClient(await clientConfig(workbench));
  const stream = { logGroupName: group, logStreamName: `${job}/${host}-1795000000000` };
  try {
    await client.send(new CreateLogStreamCommand(stream)).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'ResourceAlreadyExistsException') throw error;
    });
    const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
    await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
  } finally {
    client.destroy();
  }
}
