import type { S3Client } from '@aws-sdk/client-s3';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import type { Problem } from '../../messages/launch.ts';
import { unlessRefused } from './notAllowed.ts';
import { s3Place } from './s3Needs.ts';

type BucketConnection = Pick<Connection, 's3' | 'region' | 'accountId'>;

/** A bucket as HeadBucket tells it. */
type Found =
  { readonly region: string | undefined } | { readonly missing: true } | { readonly notChecked: string };

/** Buckets that are not there, or in another region than the job, each at every field that names it. */
export async function checkBuckets(
  connection: BucketConnection,
  request: CreateTrainingJobRequest,
  signal?: AbortSignal,
): Promise<Problem[]> {
  const fields = namedIn(request);
  const buckets = [...new Set(fields.map(({ bucket }) => bucket))];
  const client = await connection.s3();
  const found = new Map(
    await Promise.all(buckets.map(async (bucket) => [bucket, await head(client, bucket, signal)] as const)),
  );
  // SageMaker's default bucket is made by the launch, with the person's consent.
  const own = `sagemaker-${connection.region}-${await connection.accountId()}`;
  return fields.flatMap(({ bucket, ...at }) => {
    const answer = found.get(bucket);
    if (!answer || (bucket === own && 'missing' in answer)) return [];
    const told = tell(bucket, answer, connection.region);
    return told ? [{ ...at, ...told }] : [];
  });
}

function tell(
  bucket: string,
  found: Found,
  region: string,
): Pick<Problem, 'message' | 'severity'> | undefined {
  if ('missing' in found) return { message: `There is no bucket "${bucket}".`, severity: 'error' };
  if ('notChecked' in found)
    return { message: `Not checked: bucket "${bucket}", as ${found.notChecked}.`, severity: 'warning' };
  if (found.region === undefined || found.region === region) return undefined;
  const message = `The bucket "${bucket}" is in ${found.region}; the job runs in ${region} and wants its data there.`;
  return { message, severity: 'warning' };
}

interface Named extends Pick<Problem, 'field' | 'path'> {
  readonly bucket: string;
}

function namedIn(request: CreateTrainingJobRequest): Named[] {
  const at = (field: Problem['field'], path: Problem['path'], uri: string | undefined): Named[] => {
    const place = uri === undefined ? undefined : s3Place(uri);
    return place ? [{ field, path, bucket: place.bucket }] : [];
  };
  return [
    ...(request.InputDataConfig ?? []).flatMap(({ ChannelName: name, DataSource: source }) =>
      at('channel', [name ?? ''], source?.S3DataSource?.S3Uri),
    ),
    ...at('request', ['OutputDataConfig', 'S3OutputPath'], request.OutputDataConfig?.S3OutputPath),
    ...at('request', ['CheckpointConfig', 'S3Uri'], request.CheckpointConfig?.S3Uri),
    ...at(
      'request',
      ['TensorBoardOutputConfig', 'S3OutputPath'],
      request.TensorBoardOutputConfig?.S3OutputPath,
    ),
  ];
}

async function head(client: S3Client, Bucket: string, signal: AbortSignal | undefined): Promise<Found> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const asked = await unlessRefused('s3:ListBucket', async (): Promise<Found> => {
    try {
      const { BucketRegion } = await client.send(
        new HeadBucketCommand({ Bucket }),
        signal ? { abortSignal: signal } : {},
      );
      return { region: BucketRegion };
    } catch (error) {
      const { status, region } = answerOf(error);
      if (status === 404) return { missing: true };
      // S3 answers from another region with a redirection that says which.
      if (status === 301 && region !== undefined) return { region };
      if (status === 403) return { notChecked: 's3:ListBucket is not allowed on this connection' };
      throw error;
    }
  });
  return 'value' in asked ? asked.value : asked;
}

/** HeadBucket's errors have no body: the status and the headers are all there is. */
function answerOf(error: unknown): { status: number | undefined; region: string | undefined } {
  const { $metadata, $response } = (typeof error === 'object' && error !== null ? error : {}) as {
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Readonly<Record<string, string>> };
  };
  return { status: $metadata?.httpStatusCode, region: $response?.headers?.['x-amz-bucket-region'] };
}
