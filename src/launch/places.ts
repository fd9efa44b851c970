/** Where a job's files go: SageMaker's own default bucket, a prefix a job. */
export interface JobPlaces {
  readonly bucket: string;
  readonly region: string;
  /** Key of the source bundle. */
  readonly sourceKey: string;
  /** Key prefix of a channel that is uploaded, ending in `/`. */
  inputPrefix(channel: string): string;
}

/** The bucket and keys of a job in an account and region. */
export function jobPlaces(jobName: string, region: string, accountId: string): JobPlaces {
  return {
    bucket: `sagemaker-${region}-${accountId}`,
    region,
    sourceKey: `${jobName}/source/sourcedir.tar.gz`,
    inputPrefix: (channel) => `${jobName}/input/${channel}/`,
  };
}

/** `s3://bucket/key`. */
export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/** Bucket and key of an S3 URI; `undefined` when it is none. */
export function parseS3Uri(uri: string): { bucket: string; key: string } | undefined {
  const match = /^s3:\/\/([^/]+)\/(.*)$/s.exec(uri);
  return match ? { bucket: match[1] ?? '', key: match[2] ?? '' } : undefined;
}
