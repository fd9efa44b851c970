import { validationError } from '../../http/awsError.ts';
import { number } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { engineState } from '../members.ts';
import { type KindOperations } from '../operations.ts';

/** CreateModelPackage: a version takes its number from its group, for good. */
export function createModelPackage(packages: KindOperations, groups: KindOperations): JsonHandler {
  return (input, request) => {
    const versioned = input['ModelPackageGroupName'] !== undefined;
    if (versioned && Array.isArray(input['Tags']) && input['Tags'].length > 0) {
      throw validationError('A versioned model package has the tags of its group; it takes none of its own.');
    }
    const record = packages.create(input, request);
    if (versioned) {
      const group = groups.find({ ModelPackageGroupName: record.document['ModelPackageGroupName'] }, request);
      const state = engineState(group.document);
      const version = number(record.document, 'ModelPackageVersion') ?? 0;
      if (version > (number(state, 'lastVersion') ?? 0)) {
        groups.change(group, { engine: { ...state, lastVersion: version } });
      }
    }
    return { ModelPackageArn: record.arn };
  };
}
