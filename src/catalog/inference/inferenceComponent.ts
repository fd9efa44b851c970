import type {
  DescribeInferenceComponentOutput,
  InferenceComponentSpecificationSummary,
  InferenceComponentSummary,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import {
  arnChild,
  failureChild,
  facts,
  linkChild,
  present,
  s3Child,
  statusText,
  valueChild,
} from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const statuses = ['InService', 'Creating', 'Updating', 'Failed', 'Deleting'] as const;

/** A model, or an adapter of one, that shares an endpoint's instances with others. It is billed by way of its endpoint. */
export const inferenceComponent: ResourceKind = {
  id: 'inferenceComponent',
  singular: 'inference component',
  plural: 'Inference components',
  icon: 'extensions',
  group: 'Inference',
  nested: true,
  query: fullQuery(statuses),
  async list(from, query) {
    const answer = await call(
      from,
      'ListInferenceComponents',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
        EndpointNameEquals: query.within?.name,
      },
      query.signal,
    );
    return { items: (answer.InferenceComponents ?? []).map(componentResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return inferenceComponentDetails(
      await call(from, 'DescribeInferenceComponent', { InferenceComponentName: name }, signal),
    );
  },
  status: statusOf,
  actions: ({ status }) =>
    status === 'Deleting' ? ['describe', 'tail', 'tag'] : ['describe', 'tail', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteInferenceComponent', { InferenceComponentName: name });
  },
  deleteNote: 'Its copies stop answering at once. Its endpoint keeps its instances, and its model stays.',
};

function componentResource(answer: InferenceComponentSummary | DescribeInferenceComponentOutput): Resource {
  return {
    kind: 'inferenceComponent',
    name: answer.InferenceComponentName ?? '',
    arn: answer.InferenceComponentArn ?? '',
    status: answer.InferenceComponentStatus,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function inferenceComponentDetails(answer: DescribeInferenceComponentOutput): Details {
  const resource = componentResource(answer);
  const [specification] = answer.Specification ? [answer.Specification] : (answer.Specifications ?? []);
  const container = specification?.Container;
  const { CurrentCopyCount: now, DesiredCopyCount: wanted } = answer.RuntimeConfig ?? {};
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.InferenceComponentStatus, answer.FailureReason)],
      ['Copies', now === undefined ? wanted : `${now} of ${wanted ?? now}`],
      ['Each needs', needs(specification)],
      ['Endpoint', `${answer.EndpointName ?? ''}, variant ${answer.VariantName ?? ''}`],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      linkChild('Model', 'package', resource.arn, 'model', specification?.ModelName),
      linkChild(
        'Base component',
        'extensions',
        resource.arn,
        'inferenceComponent',
        specification?.BaseInferenceComponentName,
      ),
      valueChild('Image', 'layers', container?.DeployedImage?.SpecifiedImage),
      s3Child('artifact', 'Artifact', container?.ArtifactUrl),
      arnChild('Endpoint', 'radio-tower', answer.EndpointArn),
    ),
  };
}

/** `1 accelerator, 4 cores, 8192 MB`. */
function needs(specification: InferenceComponentSpecificationSummary | undefined): string {
  const {
    NumberOfAcceleratorDevicesRequired: accelerators,
    NumberOfCpuCoresRequired: cores,
    MinMemoryRequiredInMb: memory,
  } = specification?.ComputeResourceRequirements ?? {};
  return [
    accelerators === undefined ? undefined : `${accelerators} accelerator${accelerators === 1 ? '' : 's'}`,
    cores === undefined ? undefined : `${cores} core${cores === 1 ? '' : 's'}`,
    memory === undefined ? undefined : `${memory} MB`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
