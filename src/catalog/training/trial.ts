import type { DescribeTrialResponse, TrialSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { namedChild } from '../links.ts';
import { arnChild, facts, present, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call } from '../sdk.ts';
import { moment } from '../text.ts';
import { emptyTrial, experimentInput, experimentQuery, shownName } from './experimentQuery.ts';

export const trial: ResourceKind = {
  id: 'trial',
  singular: 'trial',
  plural: 'Trials',
  icon: 'list-tree',
  group: 'Training',
  nested: true,
  branches: [{ kind: 'trialComponent' }],
  query: experimentQuery,
  async list(from, query) {
    const input = { ...experimentInput(query), ExperimentName: query.within?.name };
    const answer = await call(from, 'ListTrials', input, query.signal);
    return { items: (answer.TrialSummaries ?? []).map(trialResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return trialDetails(await call(from, 'DescribeTrial', { TrialName: name }, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await emptyTrial(from, name);
    await call(from, 'DeleteTrial', { TrialName: name });
  },
  deleteNote: 'Its components are taken out of it and stay, as do the jobs that made them.',
};

function trialResource(answer: TrialSummary | DescribeTrialResponse): Resource {
  return {
    kind: 'trial',
    name: answer.TrialName ?? '',
    arn: answer.TrialArn ?? '',
    note: shownName(answer.DisplayName, answer.TrialName),
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

/** @param answer as DescribeTrial gives it */
function trialDetails(answer: DescribeTrialResponse): Details {
  const resource = trialResource(answer);
  const { CommitId: commit, Repository: repository } = answer.MetadataProperties ?? {};
  return {
    document: answer,
    resource,
    facts: facts(
      ['Shown as', answer.DisplayName],
      ['Experiment', answer.ExperimentName],
      ['By', answer.CreatedBy?.UserProfileName ?? answer.CreatedBy?.IamIdentity?.Arn],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      namedChild('Experiment', 'telescope', resource.arn, 'experiment', answer.ExperimentName),
      arnChild('Source', 'references', answer.Source?.SourceArn),
      valueChild('Repository', 'repo', repository),
      valueChild('Commit', 'git-commit', commit),
    ),
  };
}
