import { arnTypes, type KindId } from '../arnTypes.ts';
import { sibling } from '../arn.ts';
import type { ResourceReference } from '../resource.ts';

/** Kinds whose ARN says something else than their name, such as an id; their names alone do not lead to them. */
const namedOtherwise: ReadonlySet<KindId> = new Set<KindId>([
  'app',
  'cluster',
  'clusterSchedulerConfig',
  'computeQuota',
  'device',
  'hubContent',
  'imageVersion',
  'job',
  'lineageArtifact',
  'mlflowApp',
  'modelPackage',
  'partnerApp',
  'pipelineExecution',
  'resourceCatalog',
  'space',
  'userProfile',
]);

/** `EndpointConfigName` → endpointConfig: SageMaker names the member after the kind. */
const kindByMember: ReadonlyMap<string, KindId> = new Map([
  ...(Object.keys(arnTypes) as KindId[])
    .filter((kind) => !namedOtherwise.has(kind))
    .map((kind): [string, KindId] => [`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Name`, kind]),
  ['DomainId', 'domain'],
  ['BaseInferenceComponentName', 'inferenceComponent'],
  ['LifecycleConfigName', 'notebookInstanceLifecycleConfig'],
]);

const jobDefinitions: Readonly<Record<string, KindId>> = {
  DataQuality: 'dataQualityJobDefinition',
  ModelQuality: 'modelQualityJobDefinition',
  ModelBias: 'modelBiasJobDefinition',
  ModelExplainability: 'modelExplainabilityJobDefinition',
};

/** Kinds that stand below a domain, which the same answer names. */
const belowDomain: Readonly<Record<string, KindId>> = {
  UserProfileName: 'userProfile',
  SpaceName: 'space',
};

/**
 * The resource that a member of an answer names: `"ModelName": "penguins"`.
 * @param arn of the resource that was described: what it names is in its account and region
 * @param beside gives the text of another member of the same object
 * @returns undefined for members that name no resource, or not well enough to find it.
 */
export function referenceFromMember(
  member: string,
  value: string,
  arn: string,
  beside: (member: string) => string | undefined,
): ResourceReference | undefined {
  // Where a name may be given, an ARN or a URL often may, too.
  if (!/^[\w.-]+$/.test(value)) return undefined;
  const kind = kindByMember.get(member);
  if (kind) return sibling(arn, kind, value);
  const below = belowDomain[member];
  const domain = beside('DomainId');
  if (below) return domain === undefined ? undefined : sibling(arn, below, domain, value);
  if (member !== 'MonitoringJobDefinitionName') return undefined;
  const definition = jobDefinitions[beside('MonitoringType') ?? ''];
  return definition && sibling(arn, definition, value);
}
