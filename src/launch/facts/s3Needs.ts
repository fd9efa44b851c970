import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

/** A place in S3: a bucket, and what its keys begin with. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** What a job reads and writes in S3. */
export interface S3Needs {
  readonly reads: readonly S3Place[];
  readonly writes: readonly S3Place[];
}

/** @returns undefined for what is no `s3://bucket/…`: access points and the like */
export function s3Place(uri: string): S3Place | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*))?$/i.exec(uri) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix };
}

/** Where a request's data, source, models, checkpoints and reports are. A manifest's own objects may be anywhere in its bucket. */
export function s3Needs(request: CreateTrainingJobRequest): S3Needs {
  const channels = (request.InputDataConfig ?? []).flatMap(({ DataSource }) => {
    const { S3Uri: uri, S3DataType: type } = DataSource?.S3DataSource ?? {};
    const place = uri === undefined ? undefined : s3Place(uri);
    return place ? [type === 'S3Prefix' ? place : { ...place, prefix: '' }] : [];
  });
  const uris = [
    request.OutputDataConfig?.S3OutputPath,
    request.CheckpointConfig?.S3Uri,
    request.DebugHookConfig?.S3OutputPath,
    request.ProfilerConfig?.S3OutputPath,
    request.TensorBoardOutputConfig?.S3OutputPath,
    ...(request.DebugRuleConfigurations ?? []).map(({ S3OutputPath }) => S3OutputPath),
    ...(request.ProfilerRuleConfigurations ?? []).map(({ S3OutputPath }) => S3OutputPath),
  ];
  const places = (texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => (text === undefined ? [] : (s3Place(text) ?? [])));
  return {
    // A job that is resumed reads its checkpoints.
    reads: unique([...places([sourceUri(request), request.CheckpointConfig?.S3Uri]), ...channels]),
    writes: unique(places(uris)),
  };
}

/** SageMaker's containers take it as a hyperparameter: JSON. */
function sourceUri({ HyperParameters: parameters }: CreateTrainingJobRequest): string | undefined {
  try {
    const uri: unknown = JSON.parse(parameters?.['sagemaker_submit_directory'] ?? 'null');
    return typeof uri === 'string' ? uri : undefined;
  } catch {
    return undefined;
  }
}

function unique(places: readonly S3Place[]): S3Place[] {
  return [...new Map(places.map((place) => [`${place.bucket}/${place.prefix}`, place])).values()];
}
