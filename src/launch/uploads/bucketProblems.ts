import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import type { FieldPath, Problem } from '../../messages/launchProblem.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { parseS3Uri } from '../../platform/s3Uri.ts';
import { bucketFacts, type BucketFacts } from './bucket.ts';

/** A place in the request that names something in S3. */
interface Named {
  readonly bucket: string;
  readonly field: 'channel' | 'request';
  readonly path: FieldPath;
}

const atOnce = 4;

/**
 * What is wrong with the buckets that a request names: not there, not ours, or in another region than the job, from which
 * SageMaker does not read and to which it does not write.
 * @param ownBucket the one that sources and models go to, which a launch creates when it is missing.
 */
export async function bucketProblems(
  connection: Pick<Connection, 's3' | 'region'>,
  request: CreateTrainingJobRequest,
  ownBucket: string,
  signal: AbortSignal,
): Promise<Problem[]> {
  const all = named(request);
  const client = await connection.s3();
  const facts = new Map<string, BucketFacts>();
  await inParallel(new Set(all.map(({ bucket }) => bucket)), atOnce, async (bucket) => {
    facts.set(bucket, await bucketFacts(client, bucket, { signal }));
  });
  return all.flatMap(({ bucket, field, path }): Problem[] => {
    const found = facts.get(bucket);
    const say = (severity: Problem['severity'], message: string) => [{ field, path, message, severity }];
    if (!found) return [];
    if (found.state === 'absent')
      return bucket === ownBucket ? [] : say('error', `There is no bucket "${bucket}".`);
    const elsewhere = found.region !== undefined && found.region !== connection.region;
    if (elsewhere)
      return say(
        'warning',
        `The bucket "${bucket}" is in ${found.region}, the job in ${connection.region}: SageMaker does not reach across regions.`,
      );
    return found.state === 'denied'
      ? say('warning', `You may not look into the bucket "${bucket}"; the job can, if its role may.`)
      : [];
  });
}

function named(request: CreateTrainingJobRequest): Named[] {
  const uris: { uri: unknown; field: Named['field']; path: FieldPath }[] = [
    ...(request.InputDataConfig ?? []).map(({ ChannelName, DataSource }) => ({
      uri: DataSource?.S3DataSource?.S3Uri,
      field: 'channel' as const,
      path: [ChannelName ?? ''],
    })),
    {
      uri: request.OutputDataConfig?.S3OutputPath,
      field: 'request',
      path: ['OutputDataConfig', 'S3OutputPath'],
    },
    { uri: request.CheckpointConfig?.S3Uri, field: 'request', path: ['CheckpointConfig', 'S3Uri'] },
  ];
  return uris.flatMap(({ uri, field, path }) => {
    // A draft's members may be of any type.
    const place = typeof uri === 'string' ? parseS3Uri(uri) : undefined;
    return place ? [{ bucket: place.bucket, field, path }] : [];
  });
}
