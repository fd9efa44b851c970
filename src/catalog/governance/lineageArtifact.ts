import type { ArtifactSummary, DescribeArtifactResponse } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { moment } from '../text.ts';
import { associationChildren, lineageDeleteNote, propertyChildren, sourceChild } from './lineage.ts';

export const lineageArtifact: ResourceKind = {
  id: 'lineageArtifact',
  singular: 'lineage artifact',
  plural: 'Lineage artifacts',
  icon: 'file-binary',
  group: 'Governance',
  query: { name: false, statuses: [], sortBy: ['CreationTime'] },
  async list(from, query) {
    const input = sortedInput(query);
    const answer = await call(from, 'ListArtifacts', input, query.signal);
    return { items: (answer.ArtifactSummaries ?? []).map(artifactResource), nextToken: answer.NextToken };
  },
  async describe(from, { arn }, signal) {
    return lineageArtifactDetails(await call(from, 'DescribeArtifact', { ArtifactArn: arn }, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { arn }) {
    await call(from, 'DeleteArtifact', { ArtifactArn: arn });
  },
  deleteNote: lineageDeleteNote,
};

/** It need not have a name; what it stands for then names it. */
function artifactResource(answer: ArtifactSummary | DescribeArtifactResponse): Resource {
  const arn = answer.ArtifactArn ?? '';
  return {
    kind: 'lineageArtifact',
    name: answer.ArtifactName ?? answer.Source?.SourceUri ?? arn.split('/').at(-1) ?? '',
    arn,
    note: answer.ArtifactType,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function lineageArtifactDetails(answer: DescribeArtifactResponse): Details {
  const resource = artifactResource(answer);
  const made = answer.MetadataProperties;
  return {
    document: answer,
    resource,
    facts: facts(
      ['Type', answer.ArtifactType],
      ['Source', answer.Source?.SourceUri],
      ['Made by', made?.GeneratedBy],
      ['Commit', made?.CommitId],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(sourceChild(answer.Source?.SourceUri), ...propertyChildren(answer.Properties)),
    more: (from, signal) => associationChildren(from, resource.arn, signal),
  };
}
