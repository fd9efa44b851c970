import type { Defaults } from '../connection/defaults/defaults.ts';

/** Where a job's files go: SageMaker's own default bucket or the company's, a prefix a job. */
export interface JobPlaces {
  readonly bucket: string;
  readonly region: string;
  /** Before the job's name; empty, or ending in `/`. */
  readonly prefix: string;
  /** Key of the source bundle. */
  readonly sourceKey: string;
  /** Key prefix of a channel that is uploaded, ending in `/`. */
  inputPrefix(channel: string): string;
}

/** The bucket and keys of a job in an account and region. */
export function jobPlaces(
  jobName: string,
  region: string,
  accountId: string,
  defaults: Partial<Pick<Defaults, 'bucket' | 'bucketPrefix'>> = {},
): JobPlaces {
  const prefix = defaults.bucketPrefix ? `${defaults.bucketPrefix}/` : '';
  return {
    bucket: defaults.bucket ?? `sagemaker-${region}-${accountId}`,
    region,
    prefix,
    sourceKey: `${prefix}${jobName}/source/sourcedir.tar.gz`,
    inputPrefix: (channel) => `${prefix}${jobName}/input/${channel}/`,
  };
}
