import type {
  DescribePipelineResponse,
  PipelineSummary,
  PipelineVersionSummary,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { bounded, mostChildren, roleChild } from '../links.ts';
import { facts, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { age, moment } from '../text.ts';
import { readDefinition, type PipelineDefinition } from './definition.ts';

export const pipeline: ResourceKind = {
  id: 'pipeline',
  singular: 'pipeline',
  plural: 'Pipelines',
  icon: 'type-hierarchy-sub',
  group: 'Pipelines',
  branches: [{ kind: 'pipelineExecution', label: 'Executions' }],
  // It finds names by their beginning only, which is less than what people look for.
  query: { name: false, statuses: [], sortBy: ['CreationTime', 'Name'] },
  async list(from, query) {
    const input = sortedInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListPipelines', input, query.signal);
    return { items: (answer.PipelineSummaries ?? []).map(pipelineResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return pipelineDetails(await call(from, 'DescribePipeline', { PipelineName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) =>
    status === 'Deleting' ? ['describe', 'tag'] : ['describe', 'tag', 'execute', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeletePipeline', { PipelineName: name });
  },
  deleteNote: 'Its executions go with it; the jobs, models and endpoints that they made stay.',
};

function pipelineResource(answer: PipelineSummary | DescribePipelineResponse): Resource {
  return {
    kind: 'pipeline',
    name: answer.PipelineName ?? '',
    arn: answer.PipelineArn ?? '',
    status: 'PipelineStatus' in answer ? answer.PipelineStatus : undefined,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function pipelineDetails(answer: DescribePipelineResponse): Details {
  const resource = pipelineResource(answer);
  const definition = definitionOf(answer);
  return {
    document: answer,
    resource,
    facts: facts(
      ['Description', answer.PipelineDescription],
      ['Steps', definition?.steps.length],
      ['Last run', moment(answer.LastRunTime) ?? 'never'],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(...(definition ? definitionChildren(definition) : []), roleChild(answer.RoleArn)),
    more: async (from, signal) => {
      const input = { PipelineName: resource.name, MaxResults: mostChildren };
      const answer = await call(from, 'ListPipelineVersions', input, signal);
      return bounded((answer.PipelineVersionSummaries ?? []).map(versionChild), answer.NextToken, 'versions');
    },
  };
}

/** Undefined for one that cannot be read; its document shows the text. */
function definitionOf({
  PipelineDefinition: text,
}: DescribePipelineResponse): PipelineDefinition | undefined {
  try {
    return text === undefined ? undefined : readDefinition(text);
  } catch {
    return undefined;
  }
}

function definitionChildren({ parameters, steps }: PipelineDefinition): Child[] {
  return [
    ...parameters.map(({ name, type, defaultValue, choices }): Child => {
      return {
        id: `parameter/${name}`,
        label: name,
        description: `${defaultValue ?? 'to be given'} · ${type}`,
        tooltip: choices.length > 0 ? `One of ${choices.join(', ')}` : undefined,
        icon: 'symbol-parameter',
        actions: ['copy'],
        value: name,
      };
    }),
    ...steps.map(({ name, type }): Child => {
      return {
        id: `step/${name}`,
        label: name,
        description: words(type),
        icon: 'debug-step-over',
        actions: [],
      };
    }),
  ];
}

function versionChild(version: PipelineVersionSummary): Child {
  const { PipelineVersionId: id = 0, PipelineVersionDisplayName: name, CreationTime: created } = version;
  const notes = [name, version.PipelineVersionDescription, created && age(created, Date.now())];
  return {
    id: `version/${id}`,
    label: `Version ${id}`,
    description: notes.filter((note) => note !== undefined).join(' · '),
    icon: 'versions',
    actions: [],
  };
}
