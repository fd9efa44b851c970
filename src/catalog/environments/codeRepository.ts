import type { CodeRepositorySummary, DescribeCodeRepositoryOutput } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';

export const codeRepository: ResourceKind = {
  id: 'codeRepository',
  singular: 'code repository',
  plural: 'Code repositories',
  icon: 'repo',
  group: 'Environments',
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'LastModifiedTime' | 'Name'>(query);
    const answer = await call(from, 'ListCodeRepositories', input, query.signal);
    return {
      items: (answer.CodeRepositorySummaryList ?? []).map(repositoryResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return codeRepositoryDetails(
      await call(from, 'DescribeCodeRepository', { CodeRepositoryName: name }, signal),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteCodeRepository', { CodeRepositoryName: name });
  },
  deleteNote: 'SageMaker forgets it; the Git repository stays.',
};

function repositoryResource(answer: CodeRepositorySummary | DescribeCodeRepositoryOutput): Resource {
  return {
    kind: 'codeRepository',
    name: answer.CodeRepositoryName ?? '',
    arn: answer.CodeRepositoryArn ?? '',
    note: answer.GitConfig?.Branch,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function codeRepositoryDetails(answer: DescribeCodeRepositoryOutput): Details {
  const git = answer.GitConfig;
  return {
    document: answer,
    resource: repositoryResource(answer),
    facts: facts(
      ['URL', git?.RepositoryUrl],
      ['Branch', git?.Branch],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      valueChild('URL', 'link', git?.RepositoryUrl),
      valueChild('Branch', 'git-branch', git?.Branch),
      valueChild('Secret', 'key', git?.SecretArn),
    ),
  };
}
