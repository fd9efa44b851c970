import type { DescribeImageResponse, Image } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, present, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput, shouted } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

export const image: ResourceKind = {
  id: 'image',
  singular: 'image',
  plural: 'Images',
  icon: 'layers',
  group: 'Environments',
  branches: [{ kind: 'imageVersion', label: 'Versions' }],
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const by = query.sortBy;
    const answer = await call(
      from,
      'ListImages',
      {
        ...listInput(query),
        SortBy: by === 'Name' ? 'IMAGE_NAME' : shouted<'CREATION_TIME' | 'LAST_MODIFIED_TIME'>(by),
        SortOrder: query.sortOrder === 'Ascending' ? 'ASCENDING' : 'DESCENDING',
      },
      query.signal,
    );
    return { items: (answer.Images ?? []).map(imageResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return imageDetails(await call(from, 'DescribeImage', { ImageName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) => (status === 'DELETING' ? ['describe', 'tag'] : ['describe', 'tag', 'delete']),
  async delete(from, { name }) {
    await call(from, 'DeleteImage', { ImageName: name });
  },
  deleteNote: 'All its versions go with it; the container images in ECR stay.',
};

function imageResource(answer: Image | DescribeImageResponse): Resource {
  return {
    kind: 'image',
    name: answer.ImageName ?? '',
    arn: answer.ImageArn ?? '',
    status: answer.ImageStatus,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function imageDetails(answer: DescribeImageResponse): Details {
  return {
    document: answer,
    resource: imageResource(answer),
    facts: facts(
      ['Status', statusText(answer.ImageStatus, answer.FailureReason)],
      ['Shown as', answer.DisplayName],
      ['Description', answer.Description],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(failureChild(answer.FailureReason), roleChild(answer.RoleArn)),
  };
}
