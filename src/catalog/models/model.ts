import type { DescribeModelOutput } from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { namedChild, roleChild } from '../links.ts';
import { arnChild, facts, present, s3Child, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';

export const model: ResourceKind = {
  id: 'model',
  singular: 'model',
  plural: 'Models',
  icon: 'package',
  group: 'Models',
  query: fullQuery([]),
  async list(from, query) {
    const answer = await call(from, 'ListModels', listInput<'CreationTime' | 'Name'>(query), query.signal);
    return { items: (answer.Models ?? []).map(modelResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return modelDetails(await call(from, 'DescribeModel', { ModelName: name }, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteModel', { ModelName: name });
  },
  deleteNote: 'Its files in S3 stay. Endpoints that use it keep serving but cannot be updated or scaled.',
  consolePath: ({ name }) => `/models/${name}`,
};

function modelResource(
  summary: Pick<DescribeModelOutput, 'ModelName' | 'ModelArn' | 'CreationTime'>,
): Resource {
  return {
    kind: 'model',
    name: summary.ModelName ?? '',
    arn: summary.ModelArn ?? '',
    createdAt: summary.CreationTime,
  };
}

function modelDetails(answer: DescribeModelOutput): Details {
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
    children: [
      ...containers.flatMap((container, index) => {
        const mark = containers.length > 1 ? ` ${container.ContainerHostname ?? index + 1}` : '';
        const data = container.ModelDataUrl ?? container.ModelDataSource?.S3DataSource?.S3Uri;
        return present(
          valueChild(`Image${mark}`, 'layers', container.Image),
          s3Child(`data/${index}`, `Data${mark}`, data),
          packageChild(`Model package${mark}`, container.ModelPackageName, answer.ModelArn ?? ''),
        );
      }),
      ...present(roleChild(answer.ExecutionRoleArn)),
    ],
  };
}

/** A package by name, or by ARN as versions are named. */
function packageChild(label: string, nameOrArn: string | undefined, arn: string): Child | undefined {
  return nameOrArn?.startsWith('arn:')
    ? arnChild(label, 'verified', nameOrArn)
    : namedChild(label, 'verified', arn, 'modelPackage', nameOrArn);
}
