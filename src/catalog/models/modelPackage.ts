import type {
  DescribeModelPackageOutput,
  ModelApprovalStatus,
  ModelPackageSummary,
} from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { approvalActions, approvals } from './approval.ts';
import { firstFailure, packageChildren } from './modelPackageParts.ts';

export const modelPackage: ResourceKind = {
  id: 'modelPackage',
  singular: 'model package',
  plural: 'Model packages',
  icon: 'verified',
  group: 'Models',
  query: fullQuery(approvals, ['CreationTime', 'Name']),
  async list(from, query) {
    const group = query.within?.arn;
    const answer = await call(
      from,
      'ListModelPackages',
      {
        ...listInput<'CreationTime' | 'Name'>(query),
        ...(group === undefined ? { ModelPackageType: 'Both' } : { ModelPackageGroupName: group }),
        ModelApprovalStatus: query.status as ModelApprovalStatus | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.ModelPackageSummaryList ?? []).map(packageResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { arn }, signal) {
    return modelPackageDetails(await call(from, 'DescribeModelPackage', { ModelPackageName: arn }, signal));
  },
  status: statusOf,
  actions: (resource) =>
    resource.status === 'Deleting'
      ? ['describe']
      : ['describe', 'tag', ...approvalActions(resource), 'delete'],
  async delete(from, { arn }) {
    await call(from, 'DeleteModelPackage', { ModelPackageName: arn });
  },
  deleteNote: 'Its files in S3 stay. Models that were made of it can start no more instances.',
};

/** A version that is complete is known by its approval: that is what people look for, and what the list can filter by. */
function packageStatus(found: ModelPackageSummary | DescribeModelPackageOutput): string | undefined {
  const { ModelPackageStatus: status, ModelApprovalStatus: approval } = found;
  return status === 'Completed' ? (approval ?? status) : status;
}

function packageResource(found: ModelPackageSummary | DescribeModelPackageOutput): Resource {
  const arn = found.ModelPackageArn ?? '';
  const { Stage: stage, StageStatus: at } = found.ModelLifeCycle ?? {};
  return {
    kind: 'modelPackage',
    name: referenceFromArn(arn)?.name ?? found.ModelPackageName ?? '',
    arn,
    status: packageStatus(found),
    note: stage && [stage, at].filter((part) => part !== undefined).join(' '),
    createdAt: found.CreationTime,
    ...('LastModifiedTime' in found ? { modifiedAt: found.LastModifiedTime } : {}),
  };
}

/** @param found as DescribeModelPackage answers */
export function modelPackageDetails(found: DescribeModelPackageOutput): Details {
  const failure = firstFailure(found);
  const [container] = found.InferenceSpecification?.Containers ?? [];
  return {
    document: found,
    resource: packageResource(found),
    facts: facts(
      ['Status', statusText(packageStatus(found), failure)],
      ['Description', found.ModelPackageDescription],
      ['Approval', found.ApprovalDescription],
      [
        'Framework',
        container?.Framework && `${container.Framework} ${container.FrameworkVersion ?? ''}`.trim(),
      ],
      ['Created', moment(found.CreationTime)],
    ),
    children: packageChildren(found, failure),
  };
}
