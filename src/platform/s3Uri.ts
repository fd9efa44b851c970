/** An object, or a prefix, in a bucket. */
export interface S3Place {
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
}

/** `s3://bucket/key`. */
export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/** Bucket and key of an S3 URI, `s3://bucket` included; `undefined` when it is none. */
export function parseS3Uri(uri: string): S3Place | undefined {
  const match = /^s3:\/\/([^/\s]+)(?:\/(.*))?$/s.exec(uri);
  return match ? { bucket: match[1] ?? '', key: match[2] ?? '' } : undefined;
}
