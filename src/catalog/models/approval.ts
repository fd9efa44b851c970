import type { ModelApprovalStatus } from '@aws-sdk/client-sagemaker';
import type { Action, SageMaker } from '../kind.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';

/** The words of a version's approval, which stand for its status once it is complete. */
export const approvals = [
  'Approved',
  'Rejected',
  'PendingManualApproval',
] as const satisfies readonly ModelApprovalStatus[];

/**
 * Says whether a version of a model may be used.
 * @param reference a model package of a group; one without a group has no approval
 * @param description why, at most 1,024 characters; what was said before stays when it is not given
 * @throws what SageMaker answers
 */
export async function setApproval(
  from: SageMaker,
  reference: ResourceReference,
  status: ModelApprovalStatus,
  description?: string,
): Promise<void> {
  await call(from, 'UpdateModelPackage', {
    ModelPackageArn: reference.arn,
    ModelApprovalStatus: status,
    ...(description === undefined ? {} : { ApprovalDescription: description }),
  });
}

/** What can be decided about a version by what was decided. */
export function approvalActions({ status }: Resource): readonly Action[] {
  if (!approvals.some((word) => word === status)) return [];
  if (status === 'Approved') return ['reject'];
  return status === 'Rejected' ? ['approve'] : ['approve', 'reject'];
}
