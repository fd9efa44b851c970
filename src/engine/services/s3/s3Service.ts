import * as schemas from '@aws-sdk/client-s3';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest, type Service } from '../../http/message.ts';
import { restService } from '../../protocols/rest.ts';
import { restXmlCodec } from '../../protocols/restXml.ts';
import { type FileObjectStore } from '../../store/fileObjectStore.ts';
import { bucketProbes, S3_NAMESPACE } from './bucketProbes.ts';
import { bucketOperations } from './buckets.ts';
import { completeOperations } from './completeUpload.ts';
import { ownerOf, type S3Context } from './context.ts';
import { copyOperations } from './copyObject.ts';
import { deleteOperations } from './deleteObjects.ts';
import { s3Errors } from './errors.ts';
import { getOperations } from './getObject.ts';
import { withHoistedHeaders } from './hoisted.ts';
import { listOperations } from './listObjects.ts';
import { uploadListings } from './listUploads.ts';
import { uploadOperations } from './multipart.ts';
import { putOperations } from './putObject.ts';
import { attributeOperations } from './objectAttributes.ts';
import { taggingOperations } from './tagging.ts';
import { partOperations } from './uploadPart.ts';
import { VerifiedBody } from './verifiedBody.ts';

const codec = restXmlCodec({
  xmlNamespace: S3_NAMESPACE,
  invalid: (name, value) => s3Errors.invalidArgument(name, value),
  unknown: ({ method }) =>
    new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, {
      Method: method,
    }),
});

/** @throws AwsError `AccessDenied` when the request expects the bucket to be another account's. */
function checkOwner({ headers, accountId }: EngineRequest): void {
  const expected = [headers['x-amz-expected-bucket-owner'], headers['x-amz-source-expected-bucket-owner']];
  if (expected.some((owner) => owner !== undefined && owner !== accountId)) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
}

/** S3 over the engine's object store: path style, without versions, policies and other accounts. */
export function createS3Service(
  objects: FileObjectStore,
  options: { region: string; accountId: string },
): Service {
  const context: S3Context = { objects, owner: ownerOf(options.accountId) };
  const service = restService({
    signingNames: ['s3'],
    schemas,
    codec,
    leadingLabel: 'Bucket',
    body: (request) => new VerifiedBody(request),
    unsupported: (operation) => s3Errors.notImplemented(operation),
    handlers: {
      ...bucketOperations(context),
      ...bucketProbes(context),
      ...putOperations(context),
      ...getOperations(context),
      ...attributeOperations(context),
      ...deleteOperations(context),
      ...copyOperations(context),
      ...listOperations(context),
      ...taggingOperations(context),
      ...uploadOperations(context),
      ...partOperations(context),
      ...completeOperations(context),
      ...uploadListings(context),
    },
  });
  return {
    ...service,
    async handle(request) {
      const given = withHoistedHeaders(request);
      checkOwner(given);
      return service.handle(given);
    },
  };
}
