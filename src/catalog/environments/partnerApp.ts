import type { DescribePartnerAppResponse, PartnerAppSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pagedOnly, pageInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

export const partnerApp: ResourceKind = {
  id: 'partnerApp',
  singular: 'partner AI app',
  plural: 'Partner AI apps',
  icon: 'plug',
  group: 'Environments',
  query: pagedOnly,
  runningStatuses: ['Creating', 'Available', 'Updating', 'UpdateFailed', 'Deleting'],
  async list(from, query) {
    const answer = await call(from, 'ListPartnerApps', pageInput(query), query.signal);
    return { items: (answer.Summaries ?? []).map(partnerResource), nextToken: answer.NextToken };
  },
  async describe(from, { arn }, signal) {
    return partnerAppDetails(await call(from, 'DescribePartnerApp', { Arn: arn }, signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'Deleted') return ['describe'];
    if (status === 'Available') return ['describe', 'tag', 'browse', 'delete'];
    return status === 'Failed' || status === 'UpdateFailed'
      ? ['describe', 'tag', 'delete']
      : ['describe', 'tag'];
  },
  async url(from, { arn, name }) {
    const { Url: url } = await call(from, 'CreatePartnerAppPresignedUrl', { Arn: arn });
    if (!url) throw new Error(`SageMaker gave no page for the partner AI app "${name}".`);
    return url;
  },
  async delete(from, { arn }) {
    await call(from, 'DeletePartnerApp', { Arn: arn });
  },
  deleteNote: 'What is kept in it goes with it. The subscription to it in the AWS Marketplace stays.',
};

function partnerResource(answer: PartnerAppSummary | DescribePartnerAppResponse): Resource {
  return {
    kind: 'partnerApp',
    name: answer.Name ?? '',
    arn: answer.Arn ?? '',
    status: answer.Status,
    note: answer.Type,
    createdAt: answer.CreationTime,
  };
}

function partnerAppDetails(answer: DescribePartnerAppResponse): Details {
  return {
    document: answer,
    resource: partnerResource(answer),
    facts: facts(
      ['Status', statusText(answer.Status, answer.Error?.Reason)],
      ['Type', answer.Type],
      ['Tier', answer.Tier],
      ['Version', answer.Version],
      ['Created', moment(answer.CreationTime)],
    ),
    // By the tier and the Marketplace's terms, not by an instance type.
    usage: [{ instanceType: undefined, count: 1, use: 'studio' }],
    children: present(
      failureChild(answer.Error?.Reason),
      valueChild('URL', 'link', answer.BaseUrl),
      valueChild('Maintenance', 'calendar', answer.MaintenanceConfig?.MaintenanceWindowStart),
      roleChild(answer.ExecutionRoleArn),
    ),
  };
}
