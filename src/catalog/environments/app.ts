import type { AppDetails, AppType, DescribeAppResponse } from '@aws-sdk/client-sagemaker';
import { arnPath, sibling } from '../arn.ts';
import type { Details, Usage } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { arnChild, failureChild, facts, linkChild, present, referenceChild, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { appArn, findApp, placeOf, withOwner } from './appOwner.ts';
import { arnBeside } from './studio.ts';

export const app: ResourceKind = {
  id: 'app',
  singular: 'app',
  plural: 'Apps',
  icon: 'window',
  group: 'Environments',
  nested: true,
  query: { name: false, statuses: [], sortBy: ['CreationTime'] },
  runningStatuses: ['Pending', 'InService'],
  async list(from, query) {
    const input = { ...sortedInput(query), ...placeOf(query.within) };
    const answer = await call(from, 'ListApps', input, query.signal);
    const apps = answer.Apps ?? [];
    const beside = await arnBeside(from, query, apps[0]?.DomainId);
    return { items: apps.map((one) => appResource(one, appArn(one, beside))), nextToken: answer.NextToken };
  },
  async describe(from, reference, signal) {
    return appDetails(await findApp(from, reference, signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'Deleted') return ['describe', 'tail'];
    return status === 'Deleting' ? ['describe', 'tail', 'tag'] : ['describe', 'tail', 'tag', 'delete'];
  },
  async delete(from, reference) {
    await withOwner(reference, (input) => call(from, 'DeleteApp', input));
  },
  deleteNote:
    'What runs in it ends, and its instance is no longer billed. Files in the home or the space stay.',
};

function appResource(answer: AppDetails | DescribeAppResponse, arn: string): Resource {
  const owner = answer.UserProfileName ?? answer.SpaceName ?? arnPath(arn)[1];
  return {
    kind: 'app',
    name: answer.AppName ?? '',
    arn,
    status: answer.Status,
    note: [answer.AppType, owner].filter((part) => part !== undefined).join(' · '),
    createdAt: answer.CreationTime,
  };
}

function appDetails(answer: DescribeAppResponse): Details {
  const { AppArn: arn = '', DomainId: domain = '', UserProfileName: user, SpaceName: space } = answer;
  const spec = answer.ResourceSpec;
  return {
    document: answer,
    resource: appResource(answer, arn),
    facts: facts(
      ['Status', statusText(answer.Status, answer.FailureReason)],
      ['Type', answer.AppType],
      ['Instance', spec?.InstanceType],
      ['Last used', moment(answer.LastUserActivityTimestamp)],
      ['Created', moment(answer.CreationTime)],
    ),
    usage: appUsage(answer.AppType, spec?.InstanceType),
    children: present(
      failureChild(answer.FailureReason),
      linkChild('Domain', 'home', arn, 'domain', domain),
      user === undefined
        ? undefined
        : referenceChild('User profile', 'account', sibling(arn, 'userProfile', domain, user)),
      space === undefined
        ? undefined
        : referenceChild('Space', 'folder-library', sibling(arn, 'space', domain, space)),
      arnChild('Image', 'layers', spec?.SageMakerImageArn),
      arnChild('Image version', 'versions', spec?.SageMakerImageVersionArn),
      arnChild('Lifecycle configuration', 'terminal', spec?.LifecycleConfigArn),
    ),
  };
}

/** The instance `system`, which JupyterServer runs on, is free; Canvas bills by the session. */
function appUsage(type: AppType | undefined, instance: string | undefined): Usage[] {
  if (instance === 'system' && type !== 'Canvas') return [];
  return [{ instanceType: instance === 'system' ? undefined : instance, count: 1, use: 'studio' }];
}
