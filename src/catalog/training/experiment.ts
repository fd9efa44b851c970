import type { DescribeExperimentResponse, ExperimentSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { arnChild, facts, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call } from '../sdk.ts';
import { moment } from '../text.ts';
import { experimentInput, experimentQuery, shownName } from './experimentQuery.ts';

export const experiment: ResourceKind = {
  id: 'experiment',
  singular: 'experiment',
  plural: 'Experiments',
  icon: 'telescope',
  group: 'Training',
  branches: [{ kind: 'trial' }],
  query: experimentQuery,
  async list(from, query) {
    const answer = await call(from, 'ListExperiments', experimentInput(query), query.signal);
    return { items: (answer.ExperimentSummaries ?? []).map(experimentResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return experimentDetails(await call(from, 'DescribeExperiment', { ExperimentName: name }, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteExperiment', { ExperimentName: name });
  },
  deleteNote: 'Its trials must be deleted first.',
};

function experimentResource(answer: ExperimentSummary | DescribeExperimentResponse): Resource {
  return {
    kind: 'experiment',
    name: answer.ExperimentName ?? '',
    arn: answer.ExperimentArn ?? '',
    note: shownName(answer.DisplayName, answer.ExperimentName),
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

/** @param answer as DescribeExperiment gives it */
function experimentDetails(answer: DescribeExperimentResponse): Details {
  return {
    document: answer,
    resource: experimentResource(answer),
    facts: facts(
      ['Shown as', answer.DisplayName],
      ['Description', answer.Description],
      ['By', answer.CreatedBy?.UserProfileName ?? answer.CreatedBy?.IamIdentity?.Arn],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(arnChild('Source', 'references', answer.Source?.SourceArn)),
  };
}
