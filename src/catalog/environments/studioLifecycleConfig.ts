import type {
  DescribeStudioLifecycleConfigResponse,
  StudioLifecycleConfigDetails,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';
import { scriptChild } from './scripts.ts';

export const studioLifecycleConfig: ResourceKind = {
  id: 'studioLifecycleConfig',
  singular: 'Studio lifecycle configuration',
  plural: 'Studio lifecycle configurations',
  icon: 'terminal',
  group: 'Environments',
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'LastModifiedTime' | 'Name'>(query);
    const answer = await call(from, 'ListStudioLifecycleConfigs', input, query.signal);
    return { items: (answer.StudioLifecycleConfigs ?? []).map(configResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    const input = { StudioLifecycleConfigName: name };
    return studioLifecycleDetails(await call(from, 'DescribeStudioLifecycleConfig', input, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteStudioLifecycleConfig', { StudioLifecycleConfigName: name });
  },
  deleteNote: 'Domains, user profiles and spaces that name it must be given another before.',
};

function configResource(
  answer: StudioLifecycleConfigDetails | DescribeStudioLifecycleConfigResponse,
): Resource {
  return {
    kind: 'studioLifecycleConfig',
    name: answer.StudioLifecycleConfigName ?? '',
    arn: answer.StudioLifecycleConfigArn ?? '',
    note: answer.StudioLifecycleConfigAppType,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function studioLifecycleDetails(answer: DescribeStudioLifecycleConfigResponse): Details {
  return {
    document: answer,
    resource: configResource(answer),
    facts: facts(
      ['Apps', answer.StudioLifecycleConfigAppType],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(scriptChild('start', 'When started', answer.StudioLifecycleConfigContent)),
  };
}
