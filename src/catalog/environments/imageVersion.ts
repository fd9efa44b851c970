import type { DescribeImageVersionResponse, ImageVersion } from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { arnChild, failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, pageInput, shouted } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

export const imageVersion: ResourceKind = {
  id: 'imageVersion',
  singular: 'image version',
  plural: 'Image versions',
  icon: 'versions',
  group: 'Environments',
  nested: true,
  query: { name: false, statuses: [], sortBy: ['CreationTime', 'LastModifiedTime'] },
  async list(from, query) {
    // They can be listed for one image only.
    if (!query.within) return { items: [], nextToken: undefined };
    const answer = await call(
      from,
      'ListImageVersions',
      {
        ...pageInput(query),
        ImageName: query.within.name,
        SortBy: shouted<'CREATION_TIME' | 'LAST_MODIFIED_TIME'>(query.sortBy),
        SortOrder: query.sortOrder === 'Ascending' ? 'ASCENDING' : 'DESCENDING',
      },
      query.signal,
    );
    return { items: (answer.ImageVersions ?? []).map(versionResource), nextToken: answer.NextToken };
  },
  async describe(from, reference, signal) {
    return imageVersionDetails(await call(from, 'DescribeImageVersion', named(reference), signal));
  },
  status: statusOf,
  actions: ({ status }) => (status === 'DELETING' ? ['describe'] : ['describe', 'delete']),
  async delete(from, reference) {
    await call(from, 'DeleteImageVersion', named(reference));
  },
  deleteNote: 'The container image in ECR stays. Apps can no longer start with this version.',
};

/** `…:image-version/IMAGE/NUMBER`. */
function named({ arn }: ResourceReference) {
  const [ImageName = '', version] = arnPath(arn);
  return { ImageName, Version: Number(version) };
}

function versionResource(answer: ImageVersion | DescribeImageVersionResponse): Resource {
  const arn = answer.ImageVersionArn ?? '';
  return {
    kind: 'imageVersion',
    name: arnPath(arn).join(' '),
    arn,
    status: answer.ImageVersionStatus,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function imageVersionDetails(answer: DescribeImageVersionResponse): Details {
  const resource = versionResource(answer);
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.ImageVersionStatus, answer.FailureReason)],
      ['Framework', answer.MLFramework],
      ['Language', answer.ProgrammingLang],
      ['Processor', answer.Processor],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      arnChild('Image', 'layers', answer.ImageArn),
      valueChild('Base image', 'package', answer.BaseImage),
      valueChild('Container image', 'package', answer.ContainerImage),
      valueChild('Release notes', 'note', answer.ReleaseNotes),
    ),
    more: async (from, signal) => {
      const aliases = await call(
        from,
        'ListAliases',
        { ...named(resource), MaxResults: mostChildren },
        signal,
      );
      const children = (aliases.SageMakerImageVersionAliases ?? []).map((alias) => ({
        id: `alias/${alias}`,
        label: alias,
        description: 'alias',
        icon: 'tag',
        actions: ['copy'] as const,
        value: alias,
      }));
      return bounded(children, aliases.NextToken, 'aliases');
    },
  };
}
