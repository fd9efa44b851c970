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
