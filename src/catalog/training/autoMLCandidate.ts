import type { AutoMLCandidate, FinalAutoMLJobObjectiveMetric } from '@aws-sdk/client-sagemaker';
import type { Child } from '../details.ts';
import { referenceFromArn } from '../arn.ts';
import { statusView } from '../status.ts';

/** A model that an AutoML job has tried; a click opens the training job that made it, where it says which. */
export function candidateChild(candidate: AutoMLCandidate): Child {
  const { CandidateName: name = '', CandidateStatus: status, FailureReason: failure } = candidate;
  const look = status === undefined ? undefined : statusView(status);
  const metric = metricText(candidate.FinalAutoMLJobObjectiveMetric);
  const training = (candidate.CandidateSteps ?? []).findLast(
    ({ CandidateStepType: type }) => type === 'AWS::SageMaker::TrainingJob',
  );
  const reference = referenceFromArn(training?.CandidateStepArn ?? '');
  return {
    id: `candidate/${name}`,
    label: name,
    description: [look?.words, metric].filter((part) => part !== undefined).join(' · '),
    tooltip: failure,
    icon: look?.icon ?? 'package',
    color: look?.color,
    value: name,
    actions: reference ? ['describe', 'copy'] : ['copy'],
    ...(reference ? { open: 'describe', reference } : {}),
  };
}

/** `F1 0.9312`. */
export function metricText(metric: FinalAutoMLJobObjectiveMetric | undefined): string | undefined {
  if (metric?.Value === undefined) return undefined;
  return `${metric.StandardMetricName ?? metric.MetricName ?? ''} ${Number(metric.Value.toPrecision(5))}`;
}
