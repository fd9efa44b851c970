import type { Connection } from '../../connection/connection.ts';
import { showError } from '../../platform/showError.ts';
import type { LaunchParts } from '../launchParts.ts';
import { sayInformation } from '../../platform/say.ts';

/** Stops a job; it then saves what it has, which its log shows. @throws what SageMaker answers */
export async function stopJob(connection: Connection, TrainingJobName: string): Promise<void> {
  const { StopTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  await (await connection.sagemaker()).send(new StopTrainingJobCommand({ TrainingJobName }));
}

/** After a task's terminal was closed: its job goes on, and may cost, so that is said. Never rejects. */
export async function sayItGoesOn(
  { log, logs }: Pick<LaunchParts, 'log' | 'logs'>,
  connection: Connection,
  jobName: string,
): Promise<void> {
  const [stop, show] = ['Stop Job', 'Show Log'];
  const message = `The task is closed; training job ${jobName} goes on at ${connection.label}.`;
  const chosen = await sayInformation(message, stop, show);
  if (chosen === show) logs.show(connection, jobName);
  if (chosen !== stop) return;
  try {
    await stopJob(connection, jobName);
  } catch (error) {
    void showError(log, `Stop ${jobName}`, error);
  }
}
