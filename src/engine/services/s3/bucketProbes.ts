import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { Verbatim, type RestHandler } from '../../protocols/rest.ts';
import { xmlElements } from '../../protocols/restXml.ts';
import { type S3Context, type S3Operations } from './context.ts';

/** The SDK's namespace of every S3 document. */
export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

interface BucketInput {
  readonly Bucket: string;
}

/** What S3 says of configuration that a bucket does not have. */
const ABSENT: Readonly<Record<string, readonly [code: string, message: string]>> = {
  GetBucketPolicy: ['NoSuchBucketPolicy', 'The bucket policy does not exist'],
  GetBucketPolicyStatus: ['NoSuchBucketPolicy', 'The bucket policy does not exist'],
  GetBucketCors: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  GetBucketLifecycleConfiguration: [
    'NoSuchLifecycleConfiguration',
    'The lifecycle configuration does not exist',
  ],
  GetBucketEncryption: [
    'ServerSideEncryptionConfigurationNotFoundError',
    'The server side encryption configuration was not found',
  ],
  GetBucketWebsite: [
    'NoSuchWebsiteConfiguration',
    'The specified bucket does not have a website configuration',
  ],
  GetBucketTagging: ['NoSuchTagSet', 'The TagSet does not exist'],
  GetBucketReplication: [
    'ReplicationConfigurationNotFoundError',
    'The replication configuration was not found',
  ],
  GetPublicAccessBlock: [
    'NoSuchPublicAccessBlockConfiguration',
    'The public access block configuration was not found',
  ],
  GetBucketOwnershipControls: [
    'OwnershipControlsNotFoundError',
    'The bucket ownership controls were not found',
  ],
  GetObjectLockConfiguration: [
    'ObjectLockConfigurationNotFoundError',
    'Object Lock configuration does not exist for this bucket',
  ],
};

/** What S3 answers for configuration that every bucket has, at its default. */
const DEFAULTS: Readonly<Record<string, object>> = {
  GetBucketVersioning: {},
  GetBucketLogging: {},
  GetBucketNotificationConfiguration: {},
  GetBucketAccelerateConfiguration: {},
  GetBucketRequestPayment: { Payer: 'BucketOwner' },
};

/** The questions that tools ask about a bucket, answered as a bucket without any such configuration would. */
export function bucketProbes({ objects, owner }: S3Context): S3Operations {
  const probes: Record<string, RestHandler> = {};
  for (const [operation, [code, message]] of Object.entries(ABSENT)) {
    probes[operation] = (input: BucketInput) => {
      const { name } = objects.needBucket(input.Bucket);
      throw new AwsError(code, message, 404, { BucketName: name });
    };
  }
  for (const [operation, answer] of Object.entries(DEFAULTS)) {
    probes[operation] = (input: BucketInput) => {
      objects.needBucket(input.Bucket);
      return answer;
    };
  }
  const grants = {
    Owner: owner,
    Grants: [{ Grantee: { Type: 'CanonicalUser', ...owner }, Permission: 'FULL_CONTROL' }],
  };
  return {
    ...probes,

    GetBucketAcl(input: BucketInput) {
      objects.needBucket(input.Bucket);
      return grants;
    },

    GetObjectAcl(input: BucketInput & { Key: string }) {
      objects.object(input.Bucket, input.Key);
      return grants;
    },

    /** Its document is the bare region, which the schema does not say; for us-east-1 it is empty. */
    GetBucketLocation(input: BucketInput, request: EngineRequest) {
      const { region } = objects.needBucket(input.Bucket);
      const text = region === 'us-east-1' ? '' : region;
      const element = xmlElements({ LocationConstraint: text }).replace('>', ` xmlns="${S3_NAMESPACE}">`);
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n${element}`;
      return new Verbatim({
        status: 200,
        headers: { 'content-type': 'application/xml', 'x-amz-id-2': request.requestId },
        body,
      });
    },
  };
}
