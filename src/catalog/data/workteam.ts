import type { MemberDefinition, Workteam } from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { bounded, mostChildren, namedChild } from '../links.ts';
import { arnChild, facts, present, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call } from '../sdk.ts';
import { moment } from '../text.ts';
import { peopleClosed } from './closed.ts';
import { portalAddress } from './portal.ts';

export const workteam: ResourceKind = {
  id: 'workteam',
  singular: 'work team',
  plural: 'Work teams',
  icon: 'organization',
  group: 'Data',
  closed: peopleClosed,
  query: { name: true, statuses: [], sortBy: ['CreationTime', 'Name'] },
  async list(from, { pageSize, nextToken, nameContains, sortBy, sortOrder, signal }) {
    const answer = await call(
      from,
      'ListWorkteams',
      {
        MaxResults: pageSize,
        NextToken: nextToken,
        NameContains: nameContains,
        SortBy: sortBy === 'Name' ? 'Name' : 'CreateDate',
        SortOrder: sortOrder ?? 'Descending',
      },
      signal,
    );
    return { items: (answer.Workteams ?? []).map(workteamResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    const { Workteam: team } = await call(from, 'DescribeWorkteam', { WorkteamName: name }, signal);
    if (!team) throw new Error(`SageMaker describes no work team "${name}".`);
    return workteamDetails(team);
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteWorkteam', { WorkteamName: name });
  },
  deleteNote: 'Its members stay in their workforce. A labeling job that it works on must end first.',
};

function workteamResource(team: Workteam): Resource {
  return {
    kind: 'workteam',
    name: team.WorkteamName ?? '',
    arn: team.WorkteamArn ?? '',
    createdAt: team.CreateDate,
    modifiedAt: team.LastUpdatedDate,
  };
}

/** @param team as DescribeWorkteam answers */
function workteamDetails(team: Workteam): Details {
  const resource = workteamResource(team);
  return {
    document: team,
    resource,
    facts: facts(
      ['Description', team.Description],
      ['Members', (team.MemberDefinitions ?? []).flatMap(groupsOf).join(', ')],
      ['Portal', portalAddress(team.SubDomain)],
      ['Changed', moment(team.LastUpdatedDate)],
      ['Created', moment(team.CreateDate)],
    ),
    children: present(
      arnChild('Workforce', 'person', team.WorkforceArn),
      valueChild('Portal', 'link-external', portalAddress(team.SubDomain)),
      ...(team.MemberDefinitions ?? []).flatMap(groupsOf).map(groupChild),
      valueChild('Notifications', 'bell', team.NotificationConfiguration?.NotificationTopicArn),
    ),
    async more(from, signal) {
      const { LabelingJobSummaryList: jobs = [], NextToken: next } = await call(
        from,
        'ListLabelingJobsForWorkteam',
        {
          WorkteamArn: resource.arn,
          MaxResults: mostChildren,
          SortBy: 'CreationTime',
          SortOrder: 'Descending',
        },
        signal,
      );
      const children = jobs.map(({ LabelingJobName: name }) =>
        namedChild('Labeling job', 'tag', resource.arn, 'labelingJob', name),
      );
      return bounded(present(...children), next, 'labeling jobs');
    },
  };
}

/** The people of a team are groups: of a Cognito user pool, or of the identity provider. */
function groupsOf({
  CognitoMemberDefinition: cognito,
  OidcMemberDefinition: oidc,
}: MemberDefinition): string[] {
  return [...(cognito?.UserGroup === undefined ? [] : [cognito.UserGroup]), ...(oidc?.Groups ?? [])];
}

function groupChild(group: string): Child {
  return { id: `group/${group}`, label: group, icon: 'person', actions: ['copy'], value: group };
}
