import { validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { engineState, parsedObject } from '../members.ts';
import { type KindOperations } from '../operations.ts';

/** PutModelPackageGroupPolicy, GetModelPackageGroupPolicy and DeleteModelPackageGroupPolicy. */
export function groupPolicyOperations(groups: KindOperations): Record<string, JsonHandler> {
  return {
    PutModelPackageGroupPolicy(input, request) {
      const group = groups.find(input, request);
      const policy = text(input, 'ResourcePolicy') ?? '';
      if (!parsedObject(policy)?.['Statement']) {
        throw validationError('The resource policy is not a policy document: JSON with a Statement.');
      }
      groups.change(group, { engine: { ...engineState(group.document), policy } });
      return { ModelPackageGroupArn: group.arn };
    },
    GetModelPackageGroupPolicy(input, request) {
      const group = groups.find(input, request);
      const policy = text(engineState(group.document), 'policy');
      if (policy === undefined) throw validationError(`Cannot find resource policy for: ${group.arn}`);
      return { ResourcePolicy: policy };
    },
    DeleteModelPackageGroupPolicy(input, request) {
      const group = groups.find(input, request);
      const { policy, ...rest } = engineState(group.document);
      if (policy === undefined) throw validationError(`Cannot find resource policy for: ${group.arn}`);
      groups.change(group, { engine: rest });
      return {};
    },
  };
}
