import type {
  DescribeNotebookInstanceLifecycleConfigOutput,
  NotebookInstanceLifecycleConfigSummary,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';
import { scriptChild } from './scripts.ts';

export const notebookInstanceLifecycleConfig: ResourceKind = {
  id: 'notebookInstanceLifecycleConfig',
  singular: 'notebook lifecycle configuration',
  plural: 'Notebook lifecycle configurations',
  icon: 'terminal',
  group: 'Environments',
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'LastModifiedTime' | 'Name'>(query);
    const answer = await call(from, 'ListNotebookInstanceLifecycleConfigs', input, query.signal);
    return {
      items: (answer.NotebookInstanceLifecycleConfigs ?? []).map(configResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    const input = { NotebookInstanceLifecycleConfigName: name };
    return notebookLifecycleDetails(
      await call(from, 'DescribeNotebookInstanceLifecycleConfig', input, signal),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteNotebookInstanceLifecycleConfig', { NotebookInstanceLifecycleConfigName: name });
  },
  deleteNote: 'Notebook instances that use it must be given another before.',
};

function configResource(
  answer: NotebookInstanceLifecycleConfigSummary | DescribeNotebookInstanceLifecycleConfigOutput,
): Resource {
  return {
    kind: 'notebookInstanceLifecycleConfig',
    name: answer.NotebookInstanceLifecycleConfigName ?? '',
    arn: answer.NotebookInstanceLifecycleConfigArn ?? '',
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function notebookLifecycleDetails(answer: DescribeNotebookInstanceLifecycleConfigOutput): Details {
  const { OnCreate: create = [], OnStart: start = [] } = answer;
  return {
    document: answer,
    resource: configResource(answer),
    facts: facts(
      ['When created', create.length > 0 ? 'runs a script' : 'nothing'],
      ['When started', start.length > 0 ? 'runs a script' : 'nothing'],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      ...create.map(({ Content: script }, index) => scriptChild(`create/${index}`, 'When created', script)),
      ...start.map(({ Content: script }, index) => scriptChild(`start/${index}`, 'When started', script)),
    ),
  };
}
