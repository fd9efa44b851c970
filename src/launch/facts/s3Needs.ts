import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { parseS3Uri } from '../../platform/s3Uri.ts';

/** Objects in S3 whose keys begin alike, or one object. */
export interface S3Objects {
  readonly bucket: string;
  /** As in policies: `train/*`, `out/model-*`, `src/sourcedir.tar.gz`. */
  readonly keys: string;
}

/** What a job, and those like it, read and write in S3. */
export interface S3Needs {
  readonly reads: readonly S3Objects[];
  readonly writes: readonly S3Objects[];
}

/** What this product uploads stands below it, each content at a place of its own: the next launch's is another. */
const uploads = /^(.*?\bsagemaker-workbench\/)/;

/**
 * Where a request's data, source, models, checkpoints and reports are. SageMaker writes below its output paths in folders that
 * are named after the job. A manifest's own objects may be anywhere in its bucket.
 * @param jobs what the jobs' names begin with
 */
export function s3Needs(request: CreateTrainingJobRequest, jobs: string): S3Needs {
  const checkpoints = objects(request.CheckpointConfig?.S3Uri, (key) => `${key}*`);
  const outputs = [
    request.OutputDataConfig?.S3OutputPath,
    request.DebugHookConfig?.S3OutputPath,
    request.ProfilerConfig?.S3OutputPath,
    request.TensorBoardOutputConfig?.S3OutputPath,
    ...(request.DebugRuleConfigurations ?? []).map(({ S3OutputPath }) => S3OutputPath),
    ...(request.ProfilerRuleConfigurations ?? []).map(({ S3OutputPath }) => S3OutputPath),
  ];
  const channels = (request.InputDataConfig ?? []).flatMap(({ DataSource }) => {
    const { S3Uri: uri, S3DataType: type } = DataSource?.S3DataSource ?? {};
    return objects(uri, (key) => (type === 'S3Prefix' ? uploaded(key, `${key}*`) : '*'));
  });
  return {
    // A job that is resumed reads its checkpoints.
    reads: unique([...objects(sourceUri(request), (key) => uploaded(key, key)), ...channels, ...checkpoints]),
    writes: unique([
      ...outputs.flatMap((uri) => objects(uri, (key) => `${folder(key)}${jobs}*`)),
      ...checkpoints,
    ]),
  };
}

/** Nothing for what is no `s3://bucket/…`: access points and the like. */
function objects(uri: string | undefined, keys: (key: string) => string): S3Objects[] {
  const place = uri === undefined ? undefined : parseS3Uri(uri);
  return place ? [{ bucket: place.bucket, keys: keys(place.key) }] : [];
}

function uploaded(key: string, others: string): string {
  const [, root] = uploads.exec(key) ?? [];
  return root === undefined ? others : `${root}*`;
}

function folder(key: string): string {
  return key === '' || key.endsWith('/') ? key : `${key}/`;
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

function unique(all: readonly S3Objects[]): S3Objects[] {
  return [...new Map(all.map((one) => [`${one.bucket}/${one.keys}`, one])).values()];
}
