import type { DescribeProjectOutput, ProjectSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const gone = new Set<string | undefined>(['DeleteInProgress', 'DeleteCompleted']);

export const project: ResourceKind = {
  id: 'project',
  singular: 'project',
  plural: 'Projects',
  icon: 'project',
  group: 'Pipelines',
  query: fullQuery([], ['CreationTime', 'Name']),
  async list(from, query) {
    const answer = await call(from, 'ListProjects', listInput<'CreationTime' | 'Name'>(query), query.signal);
    return { items: (answer.ProjectSummaryList ?? []).map(projectResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return projectDetails(await call(from, 'DescribeProject', { ProjectName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) => {
    if (gone.has(status)) return ['describe'];
    return status?.endsWith('InProgress') ? ['describe', 'tag'] : ['describe', 'tag', 'delete'];
  },
  async delete(from, { name }) {
    await call(from, 'DeleteProject', { ProjectName: name });
  },
  deleteNote: 'What its template made goes with it, such as repositories and pipelines.',
};

function projectResource(answer: ProjectSummary | DescribeProjectOutput): Resource {
  return {
    kind: 'project',
    name: answer.ProjectName ?? '',
    arn: answer.ProjectArn ?? '',
    status: answer.ProjectStatus,
    createdAt: answer.CreationTime,
  };
}

function projectDetails(answer: DescribeProjectOutput): Details {
  const product = answer.ServiceCatalogProvisionedProductDetails;
  const failed = answer.ProjectStatus?.endsWith('Failed') ?? false;
  const stacks = (answer.TemplateProviderDetails ?? []).map(({ CfnTemplateProviderDetail: stack }) => stack);
  const message = product?.ProvisionedProductStatusMessage ?? stacks[0]?.StackDetail?.StatusMessage;
  return {
    document: answer,
    resource: projectResource(answer),
    facts: facts(
      ['Status', statusText(answer.ProjectStatus, failed ? message : undefined)],
      ['Description', answer.ProjectDescription],
      ['Id', answer.ProjectId],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failed ? failureChild(message) : undefined,
      valueChild('Service Catalog product', 'package', product?.ProvisionedProductId),
      valueChild(
        'Service Catalog template',
        'file-code',
        answer.ServiceCatalogProvisioningDetails?.ProductId,
      ),
      ...stacks.flatMap((stack) => [
        valueChild(`Template ${stack?.TemplateName ?? ''}`, 'file-code', stack?.TemplateURL),
        valueChild(`Stack of ${stack?.TemplateName ?? ''}`, 'layers', stack?.StackDetail?.Id),
      ]),
    ),
  };
}
