import { AwsError } from '../../http/awsError.ts';
import { type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { strings } from '../members.ts';
import { type KindOperations } from '../operations.ts';

/** BatchDescribeModelPackage: versions by their ARNs, with an error for each that cannot be described. */
export function batchDescribe(packages: KindOperations): JsonHandler {
  return (input, request) => {
    const found: JsonObject = {};
    const failed: JsonObject = {};
    for (const arn of strings(input, 'ModelPackageArnList')) {
      try {
        const record = packages.find({ ModelPackageArn: arn }, request);
        if (record.document['ModelPackageVersion'] === undefined) {
          throw new AwsError('ValidationException', `${arn} is not a versioned model package.`);
        }
        const summary = packages.describe(record, request);
        found[arn] = { InferenceSpecification: { Containers: [] }, ...summary };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        failed[arn] = { ErrorCode: error.code, ErrorResponse: error.message };
      }
    }
    return { ModelPackageSummaries: found, BatchDescribeModelPackageErrorMap: failed };
  };
}
