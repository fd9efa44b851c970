import { kindTitle } from './kindTitle.ts';
import { type Named, namedIn } from './named.ts';
import type { Related, Role } from './related.ts';
import type { ResourceReference } from '../resource.ts';
import { sameResource } from '../links/sameResource.ts';

/** The first rule that fits a member's path says what is named there; `undefined`: nothing of lineage. */
const rules: readonly (readonly [RegExp, Role | undefined])[] = [
  // Who changed it last, and where they sat, is no lineage; who made it is.
  [/^(LastModifiedBy|CreatedBy\.(DomainId|UserProfileName|IamIdentity))\b/, undefined],
  [/^CreatedBy\./, 'made by'],
  [
    /^(TuningJobArn|AutoMLJobArn|LabelingJobArn|MonitoringScheduleArn|PipelineArn|InferenceRecommendationsJobArn)$/,
    'made by',
  ],
  // The debugger's and profiler's processing jobs look at a training job.
  [/^TrainingJobArn$/, 'uses'],
  [/^(DebugRule|ProfilerRule)\w*Statuses\./, 'made'],
  [/^Source\.SourceArn$/, 'made by'],
  [/^(ExperimentConfig\.|ModelPackageGroupName$|TrialName$|ExperimentName$|Parents\.)/, 'used by'],
  [/(^|\.)(Best|OverallBest)TrainingJob\./, 'made'],
  [/^(ModelArtifacts|OutputArtifacts|PipelineExecutionSteps)\./, 'made'],
  [
    /(^|\.)(Destination\w*|\w*Output\w*|ResolvedOutputS3Uri|OfflineStoreConfig|CheckpointConfig)(\.|$)/,
    'made',
  ],
  [
    /^(AutoMLJobArtifacts|ModelMetrics|DriftCheckBaselines|LastMonitoringExecutionSummary|ExportArtifacts)\b/,
    'made',
  ],
];

/** What a resource's own description says of its lineage. */
export function stated(answer: object, of: ResourceReference): Related[] {
  return namedIn(answer, of.arn).flatMap((named): Related[] => {
    const { path, target } = named;
    if (target.type === 'resource' && sameResource(target.reference, of)) return [];
    const rule = rules.find(([pattern]) => pattern.test(path));
    const role = rule ? rule[1] : 'uses';
    return role === undefined ? [] : [{ role, what: whatOf(named), target }];
  });
}

function whatOf({ path, target, title }: Named): string {
  if (target.type === 'resource') return kindTitle(target.reference.kind);
  const member = path.split('.').findLast((name) => !plain.test(name)) ?? '';
  const words = splitWords(member.replace(/(S3Uri|Uri|Url|S3Path|Config|DataSource|S3)$/, ''));
  const what = words === '' ? 'data' : words;
  return title === undefined ? what : `${what} "${title}"`;
}

/** Members that say that something is in S3 and not what it is. */
const plain = /^(S3Uri|S3OutputPath|S3OutputConfig|Value|SourceUri|)$/;

/** `ModelDataUrl` → `model data url`, without S3, which the URI says already. */
function splitWords(member: string): string {
  const parts = member.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+|\d+/g) ?? [member];
  return parts
    .filter((part) => part !== 'S3')
    .join(' ')
    .toLowerCase();
}
