import type { KindId } from '../arnTypes.ts';
import { associated, entities, trialComponents } from './entities.ts';
import type { Finder } from './finder.ts';
import { makerOfModel } from './makerOfModel.ts';
import { executions, schedules } from './monitoring.ts';
import { madeByExecution, pipelineExecutionOf } from './pipelines.ts';
import { tunedJobs } from './tuning.ts';

/** What List, Search and the lineage operations can be asked for by themselves, for each kind. */
const findersOf: Partial<Record<KindId, readonly Finder[]>> = {
  trainingJob: [pipelineExecutionOf, trialComponents],
  processingJob: [pipelineExecutionOf, trialComponents],
  transformJob: [pipelineExecutionOf, trialComponents],
  hyperParameterTuningJob: [pipelineExecutionOf, tunedJobs],
  autoMLJob: [pipelineExecutionOf],
  model: [makerOfModel, pipelineExecutionOf],
  modelPackage: [makerOfModel, pipelineExecutionOf, entities],
  modelPackageGroup: [entities],
  endpointConfig: [pipelineExecutionOf],
  endpoint: [pipelineExecutionOf, schedules, entities],
  pipelineExecution: [madeByExecution],
  monitoringSchedule: [executions],
  trialComponent: [associated],
  lineageAction: [associated],
  lineageArtifact: [associated],
  lineageContext: [associated],
};

/** The questions to ask about a resource, each with what it is about. */
export function askedFinders(kind: KindId): readonly Finder[] {
  return findersOf[kind] ?? [];
}
