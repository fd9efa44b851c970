import type { DescribeNotebookInstanceOutput, NotebookInstanceSummary } from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, linkChild, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

/** Those that every service can look for; maintenance is newer. */
const statuses = ['Pending', 'InService', 'Stopping', 'Stopped', 'Failed', 'Deleting', 'Updating'] as const;

export const notebookInstance: ResourceKind = {
  id: 'notebookInstance',
  singular: 'notebook instance',
  plural: 'Notebook instances',
  icon: 'notebook',
  group: 'Environments',
  query: fullQuery(statuses),
  runningStatuses: ['Pending', 'InService', 'Stopping', 'PendingMaintenance', 'InMaintenance'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListNotebookInstances',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.NotebookInstances ?? []).map(notebookResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return notebookInstanceDetails(
      await call(from, 'DescribeNotebookInstance', { NotebookInstanceName: name }, signal),
    );
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail', 'tag'] as const;
    if (status === 'InService') return [...always, 'browse', 'stop'];
    return status === 'Stopped' || status === 'Failed' ? [...always, 'start', 'delete'] : always;
  },
  async start(from, { name }) {
    await call(from, 'StartNotebookInstance', { NotebookInstanceName: name });
  },
  async stop(from, { name }) {
    await call(from, 'StopNotebookInstance', { NotebookInstanceName: name });
  },
  stopNote: 'What runs in it ends. Files under /home/ec2-user/SageMaker stay; all else on it is lost.',
  async url(from, { name }) {
    const answer = await call(from, 'CreatePresignedNotebookInstanceUrl', { NotebookInstanceName: name });
    if (!answer.AuthorizedUrl) throw new Error(`SageMaker gave no page for the notebook instance "${name}".`);
    return answer.AuthorizedUrl;
  },
  async delete(from, { name }) {
    await call(from, 'DeleteNotebookInstance', { NotebookInstanceName: name });
  },
  deleteNote: 'Its volume goes with it, and every file that is not in a repository or in S3.',
  consolePath: ({ name }) => `/notebook-instances/${name}`,
};

function notebookResource(answer: NotebookInstanceSummary | DescribeNotebookInstanceOutput): Resource {
  return {
    kind: 'notebookInstance',
    name: answer.NotebookInstanceName ?? '',
    arn: answer.NotebookInstanceArn ?? '',
    status: answer.NotebookInstanceStatus,
    note: answer.InstanceType,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function notebookInstanceDetails(answer: DescribeNotebookInstanceOutput): Details {
  const resource = notebookResource(answer);
  const size = answer.VolumeSizeInGB;
  const lifecycle = answer.NotebookInstanceLifecycleConfigName;
  const repositories = [answer.DefaultCodeRepository, ...(answer.AdditionalCodeRepositories ?? [])];
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.NotebookInstanceStatus, answer.FailureReason)],
      ['Instance', answer.InstanceType],
      ['Volume', size === undefined ? undefined : `${size} GB`],
      ['Platform', answer.PlatformIdentifier],
      ['Created', moment(answer.CreationTime)],
    ),
    usage: [{ instanceType: answer.InstanceType, count: 1, use: 'notebook' }],
    children: present(
      failureChild(answer.FailureReason),
      linkChild(
        'Lifecycle configuration',
        'terminal',
        resource.arn,
        'notebookInstanceLifecycleConfig',
        lifecycle,
      ),
      ...repositories.map((repository, index) => repositoryChild(resource.arn, repository, index)),
      roleChild(answer.RoleArn),
      valueChild('Subnet', 'server', answer.SubnetId),
      valueChild('URL', 'link', answer.Url),
    ),
  };
}

/** A repository is named, or given by its URL. */
function repositoryChild(beside: string, repository: string | undefined, index: number): Child | undefined {
  const label = index === 0 ? 'Repository' : `Repository ${index + 1}`;
  return repository?.includes('://')
    ? valueChild(label, 'repo', repository)
    : linkChild(label, 'repo', beside, 'codeRepository', repository);
}
