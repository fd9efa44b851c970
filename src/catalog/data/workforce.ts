import type { Workforce } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { peopleClosed } from './closed.ts';
import { portalAddress } from './portal.ts';

export const workforce: ResourceKind = {
  id: 'workforce',
  singular: 'workforce',
  plural: 'Workforces',
  icon: 'person',
  group: 'Data',
  closed: peopleClosed,
  query: { name: true, statuses: [], sortBy: ['CreationTime', 'Name'] },
  async list(from, { pageSize, nextToken, nameContains, sortBy, sortOrder, signal }) {
    const answer = await call(
      from,
      'ListWorkforces',
      {
        MaxResults: pageSize,
        NextToken: nextToken,
        NameContains: nameContains,
        SortBy: sortBy === 'Name' ? 'Name' : 'CreateDate',
        SortOrder: sortOrder ?? 'Descending',
      },
      signal,
    );
    return { items: (answer.Workforces ?? []).map(workforceResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    const { Workforce: found } = await call(from, 'DescribeWorkforce', { WorkforceName: name }, signal);
    if (!found) throw new Error(`SageMaker describes no workforce "${name}".`);
    return workforceDetails(found);
  },
  status: statusOf,
  actions: ({ status }) => (status === 'Deleting' ? ['describe'] : ['describe', 'tag', 'delete']),
  async delete(from, { name }) {
    await call(from, 'DeleteWorkforce', { WorkforceName: name });
  },
  deleteNote: 'Its work teams must be deleted first. The people stay with their identity provider.',
};

function workforceResource(found: Workforce): Resource {
  return {
    kind: 'workforce',
    name: found.WorkforceName ?? '',
    arn: found.WorkforceArn ?? '',
    status: found.Status,
    createdAt: found.CreateDate,
    modifiedAt: found.LastUpdatedDate,
  };
}

/** @param found as DescribeWorkforce answers */
function workforceDetails(found: Workforce): Details {
  const { CognitoConfig: cognito, OidcConfig: oidc, WorkforceVpcConfig: vpc } = found;
  const portal = portalAddress(found.SubDomain);
  return {
    document: found,
    resource: workforceResource(found),
    facts: facts(
      ['Status', statusText(found.Status, found.FailureReason)],
      ['Signs in with', cognito ? `Amazon Cognito, ${cognito.UserPool}` : oidc?.Issuer],
      ['Portal', portal],
      ['Allowed addresses', found.SourceIpConfig?.Cidrs?.join(', ')],
      ['Created', moment(found.CreateDate)],
    ),
    children: present(
      failureChild(found.FailureReason),
      valueChild('Portal', 'link-external', portal),
      valueChild('User pool', 'account', cognito?.UserPool),
      valueChild('Identity provider', 'account', oidc?.Issuer),
      valueChild('VPC', 'cloud', vpc?.VpcId),
    ),
  };
}
