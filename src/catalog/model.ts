import type { DescribeModelOutput } from '@aws-sdk/client-sagemaker';
import type { Child, Details, ResourceKind } from './kind.ts';
import { facts, present, s3Child } from './parts.ts';
import type { Resource } from './resource.ts';
import { abortable, load, newestFirst } from './sdk.ts';
import { moment } from './text.ts';

export const model: ResourceKind = {
  id: 'model',
  singular: 'model',
  plural: 'Models',
  icon: 'package',
  group: 'Models',
  expanded: false,
  async list(from, query) {
    const { client, ListModelsCommand } = await load(from);
    const answer = await client.send(new ListModelsCommand(newestFirst(query)), abortable(query.signal));
    return { items: (answer.Models ?? []).map(modelResource), nextToken: answer.NextToken };
  },
  async describe(from, name, signal) {
    const { client, DescribeModelCommand } = await load(from);
    return modelDetails(await client.send(new DescribeModelCommand({ ModelName: name }), abortable(signal)));
  },
  status: () => undefined,
  actions: () => ['describe', 'delete'],
  async delete(from, name) {
    const { client, DeleteModelCommand } = await load(from);
    await client.send(new DeleteModelCommand({ ModelName: name }));
  },
  deleteNote: 'Its files in S3 stay. Endpoints that use it keep serving but cannot be updated or scaled.',
};

function modelResource(
  summary: Pick<DescribeModelOutput, 'ModelName' | 'ModelArn' | 'CreationTime'>,
): Resource {
  return {
    kind: 'model',
    name: summary.ModelName ?? '',
    arn: summary.ModelArn ?? '',
    status: undefined,
    step: undefined,
    createdAt: summary.CreationTime,
    modifiedAt: undefined,
    endedAt: undefined,
  };
}

export function modelDetails(answer: DescribeModelOutput): Details {
  const containers = answer.PrimaryContainer ? [answer.PrimaryContainer] : (answer.Containers ?? []);
  const [first] = containers;
  return {
    document: answer,
    resource: modelResource(answer),
    facts: facts(
      ['Image', first?.Image ?? first?.ModelPackageName],
      ['Data', first?.ModelDataUrl],
      ['Role', answer.ExecutionRoleArn],
      ['Containers', containers.length],
      ['Created', moment(answer.CreationTime)],
    ),
    children: containers.flatMap((container, index) => {
      const mark = containers.length > 1 ? ` ${container.ContainerHostname ?? index + 1}` : '';
      return present(
        valueChild(`image/${index}`, `Image${mark}`, container.Image),
        s3Child(`data/${index}`, `Data${mark}`, container.ModelDataUrl),
      );
    }),
  };
}

function valueChild(id: string, label: string, value: string | undefined): Child | undefined {
  return value
    ? { id, label, description: value, tooltip: value, icon: 'layers', actions: ['copy'], value }
    : undefined;
}
