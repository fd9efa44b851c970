import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import { namedResource } from '../../catalog/namedResource.ts';
import { createdByKey } from '../../catalog/tags.ts';
import type { Connection } from '../../connection/connection.ts';
import { pick } from '../../platform/pick.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { specFromJob } from '../spec/specFromJob.ts';

export interface PastJob {
  readonly name: string;
  readonly description: DescribeTrainingJobResponse;
  /** What launches the same again: as it was launched from here, else as the job says. */
  readonly spec: LaunchSpec;
}

/** The training job that a command is for: a tree node, `{kind, name}`, a name, or what the person chooses. */
export async function pastJobName(
  connection: Connection,
  argument: unknown,
  title: string,
): Promise<string | undefined> {
  if (typeof argument === 'string' && argument !== '') return argument;
  const given = namedResource(argument, 'trainingJob')?.name;
  if (given !== undefined) return given;
  const chosen = await pick({
    title,
    placeholder: 'A training job',
    empty: 'There is no training job yet',
    load: (signal) => choices(connection, kindOf('trainingJob'), { signal, where: () => true }),
  });
  return chosen?.name;
}

/** @throws what SageMaker answers for a job that is not there */
export async function pastJob(parts: LaunchParts, connection: Connection, name: string): Promise<PastJob> {
  const { DescribeTrainingJobCommand, ListTagsCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await connection.sagemaker();
  const description = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  const launched = parts.history.ofJob(connection.key, name);
  if (launched) return { name, description, spec: launched.spec };
  const { Tags = [] } = await client.send(new ListTagsCommand({ ResourceArn: description.TrainingJobArn }));
  const sourceFolder = parts.memory.sourceFolder(name);
  const spec = specFromJob(description, await parts.shapes(), {
    // Those of AWS are AWS's to give, and who launches it next stands in a tag of its own.
    tags: Tags.filter(({ Key = '' }) => !Key.startsWith('aws:') && Key !== createdByKey),
    ...(sourceFolder !== undefined && { sourceFolder }),
  });
  return { name, description, spec };
}
