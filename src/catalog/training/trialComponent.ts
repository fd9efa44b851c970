import type {
  DescribeTrialComponentResponse,
  TrialComponentArtifact,
  TrialComponentParameterValue,
  TrialComponentSummary,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { PageQuery, ResourceKind } from '../kind.ts';
import { metricChild } from '../links.ts';
import { arnChild, facts, failureChild, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { experimentInput, experimentQuery, leaveTrials, shownName } from './experimentQuery.ts';

export const trialComponent: ResourceKind = {
  id: 'trialComponent',
  singular: 'trial component',
  plural: 'Trial components',
  icon: 'milestone',
  group: 'Training',
  query: experimentQuery,
  async list(from, query) {
    const input = { ...experimentInput(query), ...placeOf(query) };
    const answer = await call(from, 'ListTrialComponents', input, query.signal);
    return {
      items: (answer.TrialComponentSummaries ?? []).map(trialComponentResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return trialComponentDetails(
      await call(from, 'DescribeTrialComponent', { TrialComponentName: name }, signal),
    );
  },
  status: statusOf,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await leaveTrials(from, name);
    await call(from, 'DeleteTrialComponent', { TrialComponentName: name });
  },
  deleteNote: 'It is taken out of its trials first. The job that made it, and files in S3, stay.',
};

function placeOf({ within }: PageQuery) {
  if (within?.kind === 'trial') return { TrialName: within.name };
  return within?.kind === 'experiment' ? { ExperimentName: within.name } : {};
}

function trialComponentResource(answer: TrialComponentSummary | DescribeTrialComponentResponse): Resource {
  return {
    kind: 'trialComponent',
    name: answer.TrialComponentName ?? '',
    arn: answer.TrialComponentArn ?? '',
    status: answer.Status?.PrimaryStatus,
    note: shownName(answer.DisplayName, answer.TrialComponentName),
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
    endedAt: answer.EndTime,
  };
}

/** @param answer as DescribeTrialComponent gives it */
function trialComponentDetails(answer: DescribeTrialComponentResponse): Details {
  const { PrimaryStatus: status, Message: message } = answer.Status ?? {};
  const failure = status === 'Failed' ? message : undefined;
  const sources = answer.Sources ?? (answer.Source ? [answer.Source] : []);
  return {
    document: answer,
    resource: trialComponentResource(answer),
    facts: facts(
      ['Status', statusText(status, failure)],
      ['Shown as', answer.DisplayName],
      ['Made by', answer.Source?.SourceArn],
      ['Started', moment(answer.StartTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(failure),
      ...sources.map(({ SourceArn: arn, SourceType: type }) =>
        arnChild(type?.replace(/([a-z])([A-Z])/g, '$1 $2') ?? 'Source', 'references', arn),
      ),
      ...(answer.Metrics ?? []).map(({ MetricName: name, Last: last }) => metricChild(name, last)),
      ...Object.entries(answer.Parameters ?? {}).map(parameterChild),
      ...Object.entries(answer.InputArtifacts ?? {}).map((artifact) => artifactChild('Input', ...artifact)),
      ...Object.entries(answer.OutputArtifacts ?? {}).map((artifact) => artifactChild('Output', ...artifact)),
    ),
  };
}

function parameterChild([name, value]: [string, TrialComponentParameterValue]): Child {
  const text = value.StringValue ?? String(value.NumberValue ?? '');
  return {
    id: `parameter/${name}`,
    label: name,
    description: text,
    icon: 'symbol-parameter',
    actions: ['copy'],
    value: text,
  };
}

function artifactChild(
  side: string,
  name: string,
  { Value: value }: TrialComponentArtifact,
): Child | undefined {
  const label = `${side} ${name}`;
  return value?.startsWith('s3://') ? s3Child(label, label, value) : valueChild(label, 'symbol-file', value);
}
