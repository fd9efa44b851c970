import type {
  DescribeModelPackageOutput,
  MetricsSource,
  ModelPackageContainerDefinition,
} from '@aws-sdk/client-sagemaker';
import type { Child } from '../details.ts';
import { algorithmChild, namedChild } from '../links.ts';
import { arnChild, failureChild, present, s3Child, valueChild } from '../parts.ts';

/** Why a package failed: the first check of its validation or image scan that did. */
export function firstFailure({
  ModelPackageStatus: status,
  ModelPackageStatusDetails: details,
}: DescribeModelPackageOutput) {
  if (status !== 'Failed') return undefined;
  const checks = [...(details?.ValidationStatuses ?? []), ...(details?.ImageScanStatuses ?? [])];
  return checks.find((check) => check.FailureReason)?.FailureReason;
}

/** What hangs below a model package: its group, its containers, how good it is, and what made it. */
export function packageChildren(found: DescribeModelPackageOutput, failure: string | undefined): Child[] {
  const arn = found.ModelPackageArn ?? '';
  const containers = found.InferenceSpecification?.Containers ?? [];
  const { GeneratedBy: maker, Repository: repository, CommitId: commit } = found.MetadataProperties ?? {};
  return present(
    failureChild(failure),
    namedChild('Group', 'versions', arn, 'modelPackageGroup', found.ModelPackageGroupName),
    ...containers.flatMap((container, index) =>
      containerChildren(container, containers.length > 1 ? index + 1 : undefined),
    ),
    ...(found.SourceAlgorithmSpecification?.SourceAlgorithms ?? []).flatMap((source, index) => [
      algorithmChild(source.AlgorithmName, arn),
      s3Child(`source/${index}`, 'Data', source.ModelDataUrl),
    ]),
    ...reportChildren(found),
    arnChild('Made by', 'references', maker),
    found.SourceUri?.startsWith('s3://')
      ? s3Child('sourceUri', 'Source', found.SourceUri)
      : arnChild('Source', 'references', found.SourceUri),
    valueChild('Repository', 'repo', repository),
    valueChild('Commit', 'git-commit', commit),
    s3Child('payload', 'Sample payload', found.SamplePayloadUrl),
  );
}

function containerChildren(container: ModelPackageContainerDefinition, number: number | undefined) {
  const mark = number === undefined ? '' : ` ${container.ContainerHostname ?? number}`;
  const data = container.ModelDataUrl ?? container.ModelDataSource?.S3DataSource?.S3Uri;
  return [
    valueChild(`Image${mark}`, 'layers', container.Image),
    s3Child(`data/${number ?? 1}`, `Data${mark}`, data),
  ];
}

function reportChildren({ ModelMetrics: metrics }: DescribeModelPackageOutput): (Child | undefined)[] {
  const report = (label: string, source: MetricsSource | undefined) =>
    s3Child(`report/${label}`, label, source?.S3Uri);
  return [
    report('Model quality statistics', metrics?.ModelQuality?.Statistics),
    report('Model quality constraints', metrics?.ModelQuality?.Constraints),
    report('Data quality statistics', metrics?.ModelDataQuality?.Statistics),
    report('Data quality constraints', metrics?.ModelDataQuality?.Constraints),
    report('Bias report', metrics?.Bias?.Report),
    report('Bias report before training', metrics?.Bias?.PreTrainingReport),
    report('Bias report after training', metrics?.Bias?.PostTrainingReport),
    report('Explainability report', metrics?.Explainability?.Report),
  ];
}
