import type {
  DescribeInferenceRecommendationsJobResponse,
  InferenceRecommendation,
  InferenceRecommendationsJobStep,
} from '@aws-sdk/client-sagemaker';
import type { Child, Usage } from '../details.ts';
import { statusChild } from '../parts.ts';

/** The tests' endpoints bill by the hour; only where it was told them does the job know their types beforehand. */
export function recommendationsUsage({
  InputConfig: input,
}: DescribeInferenceRecommendationsJobResponse): Usage[] {
  if ((input?.Endpoints ?? []).length > 0) return [];
  const told = (input?.EndpointConfigurations ?? []).map(({ InstanceType }) => InstanceType);
  return [{ instanceType: told.length === 1 ? told[0] : undefined, count: 1, use: 'hosting' }];
}

/** `ml.c5.large: $0.115 an hour · 12 ms`. */
export function recommendationChild(recommendation: InferenceRecommendation, index: number): Child {
  const { InstanceType: type, InitialInstanceCount: count = 1 } = recommendation.EndpointConfiguration ?? {};
  const { CostPerHour: cost, ModelLatency: latency, MaxInvocations: most } = recommendation.Metrics ?? {};
  const parts = [
    cost === undefined ? undefined : `$${Number(cost.toPrecision(4))} an hour`,
    latency === undefined ? undefined : `${latency} ms`,
    most === undefined ? undefined : `${most} requests a minute`,
  ].filter((part) => part !== undefined);
  const instances = `${count} × ${type ?? 'serverless'}`;
  return {
    id: `recommendation/${recommendation.RecommendationId ?? index}`,
    label: instances,
    description: parts.join(' · '),
    icon: 'lightbulb',
    actions: ['copy'],
    value: type ?? instances,
  };
}

/** One of the benchmarks that a job makes. */
export function stepChild(step: InferenceRecommendationsJobStep, index: number): Child {
  const { EndpointConfiguration: endpoint, FailureReason: failure } = step.InferenceBenchmark ?? {};
  return statusChild({
    id: `step/${index}`,
    label: `Benchmark ${index + 1}`,
    status: step.Status,
    notes: [endpoint?.InstanceType],
    failure,
  });
}
