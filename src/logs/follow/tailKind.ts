import type { KindId } from '../../catalog/resource.ts';

/** The catalog's kinds that write logs, or start jobs that do. */
export const tailKinds = [
  'trainingJob',
  'processingJob',
  'hyperParameterTuningJob',
  'autoMLJob',
  'transformJob',
  'endpoint',
  'inferenceComponent',
  'inferenceRecommendationsJob',
  'compilationJob',
  'labelingJob',
  'monitoringSchedule',
  'pipelineExecution',
  'notebookInstance',
  'app',
  'cluster',
] as const satisfies readonly KindId[];

export type TailKind = (typeof tailKinds)[number];

export function isTailKind(kind: KindId): kind is TailKind {
  return tailKinds.some((known) => known === kind);
}
