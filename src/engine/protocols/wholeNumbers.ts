import { type NormalizedSchema } from '@smithy/core/schema';

/**
 * The members that are floating-point numbers, by namespace: the SDK's schemas say "number" of all. In these services
 * every other number is a whole one; services that are not here have too many fractions to be listed.
 */
const FRACTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  'com.amazonaws.sagemaker': new Set([
    'AutoMLDataSplitConfig.ValidationFraction',
    'BatchTransformInput.ProbabilityThresholdAttribute',
    'ComputeQuotaResourceConfig.MemoryInGiB',
    'ComputeQuotaResourceConfig.VCpu',
    'DesiredWeightAndCapacity.DesiredWeight',
    'EndpointInput.ProbabilityThresholdAttribute',
    'FinalAutoMLJobObjectiveMetric.Value',
    'FinalHyperParameterTuningJobObjectiveMetric.Value',
    'InferenceComponentComputeResourceRequirements.NumberOfAcceleratorDevicesRequired',
    'InferenceComponentComputeResourceRequirements.NumberOfCpuCoresRequired',
    'MetricData.Value',
    'MetricDatum.Value',
    'PendingProductionVariantSummary.CurrentWeight',
    'PendingProductionVariantSummary.DesiredWeight',
    'ProductionVariant.InitialVariantWeight',
    'ProductionVariantSummary.CurrentWeight',
    'ProductionVariantSummary.DesiredWeight',
    'RecommendationMetrics.CostPerHour',
    'RecommendationMetrics.CostPerInference',
    'RecommendationMetrics.CpuUtilization',
    'RecommendationMetrics.MemoryUtilization',
    'TargetTrackingScalingPolicyConfiguration.TargetValue',
    'TrialComponentMetricSummary.Avg',
    'TrialComponentMetricSummary.Last',
    'TrialComponentMetricSummary.Max',
    'TrialComponentMetricSummary.Min',
    'TrialComponentMetricSummary.StdDev',
    'TrialComponentParameterValue.NumberValue',
    'TuningJobCompletionCriteria.TargetObjectiveMetricValue',
  ]),
  'com.amazonaws.cloudwatchlogs': new Set([
    'DeliverySourceConfigurationSchema.maxValue',
    'DeliverySourceConfigurationSchema.minValue',
    'MetricTransformation.defaultValue',
    'QueryInfo.bytesScanned',
    'QueryStatistics.bytesScanned',
    'QueryStatistics.estimatedBytesSkipped',
    'QueryStatistics.estimatedRecordsSkipped',
    'QueryStatistics.logGroupsScanned',
    'QueryStatistics.recordsMatched',
    'QueryStatistics.recordsScanned',
  ]),
};

/** Whether a numeric member of a structure takes whole numbers only. */
export function isWholeNumber(structure: NormalizedSchema, member: string): boolean {
  const [namespace = '', name = ''] = (structure.getName(true) ?? '').split('#', 2);
  const fractions = FRACTIONS[namespace];
  return fractions !== undefined && !fractions.has(`${name}.${member}`);
}
