import {
  type DeletedObject,
  type DeleteObjectRequest,
  type DeleteObjectsOutput,
  type DeleteObjectsRequest,
} from '@aws-sdk/client-s3';
import { type EngineRequest } from '../../http/message.ts';
import { type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { VerifiedBody } from './verifiedBody.ts';

const MAX_KEYS = 1000;

/** DeleteObject and DeleteObjects; a key that is not there counts as deleted. */
export function deleteOperations({ objects }: S3Context): S3Operations {
  return {
    async DeleteObject(input: DeleteObjectRequest): Promise<object> {
      await objects.delete(input.Bucket ?? '', input.Key ?? '');
      return {};
    },

    DeleteObjects(input: DeleteObjectsRequest, request: EngineRequest): DeleteObjectsOutput {
      if (!new VerifiedBody(request).isDeclared) {
        throw s3Errors.invalidRequest(
          'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
        );
      }
      const keys = (input.Delete?.Objects ?? []).map(({ Key }) => Key ?? '');
      if (keys.length === 0 || keys.length > MAX_KEYS || keys.includes('')) throw s3Errors.malformedXml();
      objects.deleteAll(input.Bucket ?? '', keys);
      if (input.Delete?.Quiet) return {};
      return { Deleted: keys.map((Key): DeletedObject => ({ Key })) };
    },
  };
}
