import type { Filter, ResourceType, SearchRecord } from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from './arn.ts';
import type { KindId } from './arnTypes.ts';
import type { Page, PageQuery, SageMaker } from './kind.ts';
import type { Resource } from './resource.ts';
import { call } from './sdk.ts';
import { words } from './status.ts';

/**
 * Kinds that SageMaker's Search knows, with its word for them, which also begins their members' names. Models are left out:
 * Search finds them as part of a dashboard, and does not say how their tags are called there.
 */
const types: Partial<Record<KindId, ResourceType>> = {
  trainingJob: 'TrainingJob',
  hyperParameterTuningJob: 'HyperParameterTuningJob',
  experiment: 'Experiment',
  trial: 'ExperimentTrial',
  trialComponent: 'ExperimentTrialComponent',
  endpoint: 'Endpoint',
  modelPackage: 'ModelPackage',
  modelPackageGroup: 'ModelPackageGroup',
  modelCard: 'ModelCard',
  pipeline: 'Pipeline',
  pipelineExecution: 'PipelineExecution',
  featureGroup: 'FeatureGroup',
  project: 'Project',
};

/** Whether Search finds resources of this kind by their tags. */
export const canSearchTags = (kind: KindId): boolean => types[kind] !== undefined;

/** One page of the resources of a kind that have a tag; without a value, whatever its value is. Newest first. */
export async function searchByTag(
  from: SageMaker,
  kind: KindId,
  tag: { readonly key: string; readonly value?: string | undefined },
  { pageSize, nextToken, signal }: PageQuery,
): Promise<Page> {
  const byTag: Filter =
    tag.value === undefined
      ? { Name: `Tags.${tag.key}`, Operator: 'Exists' }
      : { Name: `Tags.${tag.key}`, Operator: 'Equals', Value: tag.value };
  const answer = await call(
    from,
    'Search',
    {
      Resource: types[kind],
      SearchExpression: { Filters: [byTag] },
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
      MaxResults: pageSize,
      NextToken: nextToken,
    },
    signal,
  );
  const items = (answer.Results ?? []).flatMap((record) => resourceOf(kind, record) ?? []);
  return { items, nextToken: answer.NextToken };
}

/** A record has one member, the resource, whose own members are named as Describe names them. */
function resourceOf(kind: KindId, record: SearchRecord): Resource | undefined {
  const members = Object.values(record).find((value) => typeof value === 'object') as unknown;
  if (typeof members !== 'object' || members === null) return undefined;
  const fields = members as Record<string, unknown>;
  const arns = Object.entries(fields).flatMap(([name, value]) =>
    name.endsWith('Arn') && typeof value === 'string' ? [value] : [],
  );
  const reference = arns.map(referenceFromArn).find((found) => found?.kind === kind);
  if (!reference) return undefined;
  const type = types[kind] ?? '';
  const step = text(fields['SecondaryStatus']);
  return {
    ...reference,
    status: text(fields[`${type}Status`] ?? fields['Status']),
    step: step === undefined ? undefined : words(step),
    createdAt: date(fields['CreationTime']),
    modifiedAt: date(fields['LastModifiedTime']),
    endedAt: date(fields[`${type.replace(/Job$/, '')}EndTime`]),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const date = (value: unknown) => (value instanceof Date ? value : undefined);
