import type {
  DescribeInferenceExperimentResponse,
  InferenceExperimentSummary,
  ModelVariantAction,
} from '@aws-sdk/client-sagemaker';
import { sibling } from '../arn.ts';
import type { Details } from '../details.ts';
import type { Action, Page, PageQuery, ResourceKind, SageMaker } from '../kind.ts';
import { roleChild } from '../links.ts';
import { facts, linkChild, present, s3Child, statusText } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const statuses = [
  ...([
    'Creating',
    'Created',
    'Updating',
    'Starting',
    'Running',
    'Stopping',
    'Completed',
    'Cancelled',
  ] as const),
];

/** A shadow test: a copy of an endpoint's requests goes to another variant. It is billed by way of the endpoint. */
export const inferenceExperiment: ResourceKind = {
  id: 'inferenceExperiment',
  singular: 'inference experiment',
  plural: 'Inference experiments',
  icon: 'compare-changes',
  group: 'Inference',
  query: fullQuery(statuses),
  runningStatuses: ['Starting', 'Running', 'Updating', 'Stopping'],
  list,
  async describe(from, { name }, signal) {
    return inferenceExperimentDetails(await describeExperiment(from, name, signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tag'] as const;
    if (status === 'Created') return [...always, 'start', 'stop', 'delete'];
    if (status === 'Running') return [...always, 'stop'];
    return status === 'Completed' || status === 'Cancelled' ? [...always, 'delete'] : always;
  },
  async start(from, { name }) {
    await call(from, 'StartInferenceExperiment', { Name: name });
  },
  stop: stopExperiment,
  stopNote:
    'It cannot be started again. The variant that answers stays as it is; its shadows are removed from the endpoint.',
  async delete(from, { name }) {
    await call(from, 'DeleteInferenceExperiment', { Name: name });
  },
  deleteNote: 'Its record goes; its endpoint, the variants on it and the captured data stay.',
};

/** The summaries name no ARN: Describe tells that of the first, which tells the account and region of all. */
async function list(from: SageMaker, query: PageQuery): Promise<Page> {
  const answer = await call(
    from,
    'ListInferenceExperiments',
    {
      ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
      StatusEquals: query.status as (typeof statuses)[number] | undefined,
    },
    query.signal,
  );
  const summaries = answer.InferenceExperiments ?? [];
  const [first] = summaries;
  if (first?.Name === undefined) return { items: [], nextToken: answer.NextToken };
  const { Arn: arn = '' } = await describeExperiment(from, first.Name, query.signal);
  return {
    items: summaries.map((summary) =>
      experimentResource(summary, sibling(arn, 'inferenceExperiment', summary.Name ?? '').arn),
    ),
    nextToken: answer.NextToken,
  };
}

async function stopExperiment(from: SageMaker, { name }: ResourceReference): Promise<void> {
  const {
    ModelVariants: variants = [],
    ShadowModeConfig: shadow,
    Status: status,
  } = await describeExperiment(from, name);
  const shadows = new Set(shadow?.ShadowModelVariants?.map((variant) => variant.ShadowModelVariantName));
  const actionOf = (variant: string): ModelVariantAction => (shadows.has(variant) ? 'Remove' : 'Retain');
  await call(from, 'StopInferenceExperiment', {
    Name: name,
    ModelVariantActions: Object.fromEntries(
      variants.map(({ VariantName: variant = '' }) => [variant, actionOf(variant)]),
    ),
    DesiredState: status === 'Created' ? 'Cancelled' : 'Completed',
  });
}

const describeExperiment = (from: SageMaker, name: string, signal?: AbortSignal) =>
  call(from, 'DescribeInferenceExperiment', { Name: name }, signal);

function experimentResource(
  answer: InferenceExperimentSummary | DescribeInferenceExperimentResponse,
  arn: string,
): Resource {
  return {
    kind: 'inferenceExperiment',
    name: answer.Name ?? '',
    arn,
    status: answer.Status,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
    endedAt: answer.CompletionTime,
  };
}

function inferenceExperimentDetails(answer: DescribeInferenceExperimentResponse): Details {
  const { Arn: arn = '', Schedule: schedule, ShadowModeConfig: shadow } = answer;
  const shadows = new Map(
    shadow?.ShadowModelVariants?.map((variant) => [
      variant.ShadowModelVariantName,
      variant.SamplingPercentage,
    ]),
  );
  return {
    document: answer,
    resource: experimentResource(answer, arn),
    facts: facts(
      ['Status', statusText(answer.Status, answer.StatusReason)],
      ['Endpoint', answer.EndpointMetadata?.EndpointName],
      ['Begins', moment(schedule?.StartTime)],
      ['Ends', moment(schedule?.EndTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    usage: [],
    children: present(
      linkChild('Endpoint', 'radio-tower', arn, 'endpoint', answer.EndpointMetadata?.EndpointName),
      ...(answer.ModelVariants ?? []).flatMap(({ VariantName: variant = '', ModelName: model = '' }) => {
        const share = shadows.get(variant);
        const role = share === undefined ? 'answers' : `shadow of ${share} %`;
        const link = linkChild(variant, 'package', arn, 'model', model);
        return link ? [{ ...link, id: `variant/${variant}`, description: `${model} · ${role}` }] : [];
      }),
      s3Child('data', 'Captured data', answer.DataStorageConfig?.Destination),
      roleChild(answer.RoleArn),
    ),
  };
}
