import type { AssociationEdgeType } from '@aws-sdk/client-sagemaker';
import { call } from '../sdk.ts';
import { byArns, type Finder, mostOfOne } from './finder.ts';
import type { Related, Role } from './related.ts';

/** The trial components that SageMaker has made of a job. */
export const trialComponents: Finder = async (from, { resource }, signal) => {
  const { TrialComponentSummaries: found = [] } = await call(
    from,
    'ListTrialComponents',
    { SourceArn: resource.arn, MaxResults: mostOfOne },
    signal,
  );
  return byArns(
    'made',
    found.map((component) => component.TrialComponentArn),
  );
};

/** What stands for a resource in SageMaker's own lineage. */
export const entities: Finder = async (from, { resource }, signal) => {
  const input = { SourceUri: resource.arn, MaxResults: mostOfOne };
  const [contexts, artifacts] = await Promise.all([
    call(from, 'ListContexts', input, signal),
    call(from, 'ListArtifacts', input, signal),
  ]);
  return byArns('used by', [
    ...(contexts.ContextSummaries ?? []).map((context) => context.ContextArn),
    ...(artifacts.ArtifactSummaries ?? []).map((artifact) => artifact.ArtifactArn),
  ]);
};

/** What a source is to its destination, and the destination to its source. */
const edges: Readonly<Record<AssociationEdgeType, readonly [source: Role, destination: Role]>> = {
  Produced: ['made by', 'made'],
  DerivedFrom: ['made by', 'made'],
  ContributedTo: ['uses', 'used by'],
  AssociatedWith: ['uses', 'used by'],
  SameAs: ['uses', 'used by'],
};

/** What an entity of SageMaker's own lineage is associated with. */
export const associated: Finder = async (from, { resource: { arn } }, signal) => {
  const [incoming, outgoing] = await Promise.all([
    call(from, 'ListAssociations', { DestinationArn: arn, MaxResults: mostOfOne }, signal),
    call(from, 'ListAssociations', { SourceArn: arn, MaxResults: mostOfOne }, signal),
  ]);
  const sources = incoming.AssociationSummaries ?? [];
  const destinations = outgoing.AssociationSummaries ?? [];
  return [
    ...sources.flatMap((edge): Related[] =>
      byArns(edges[edge.AssociationType ?? 'AssociatedWith'][0], [edge.SourceArn]),
    ),
    ...destinations.flatMap((edge): Related[] =>
      byArns(edges[edge.AssociationType ?? 'AssociatedWith'][1], [edge.DestinationArn]),
    ),
  ];
};
