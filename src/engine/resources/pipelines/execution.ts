import { text } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { conflict } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';

export const EXECUTION = 'PipelineExecution';
export const STEP = 'PipelineExecutionStep';

export function executionStatus({ document }: ResourceRecord): string {
  return text(document, 'PipelineExecutionStatus') ?? '';
}

export function stepStatus({ document }: ResourceRecord): string {
  return text(document, 'StepStatus') ?? '';
}

/** Key of a step of an execution. */
export function stepKey(execution: ResourceRecord, step: string): string {
  return `${execution.name}/${step}`;
}

/** Executions of pipelines, named `<pipeline>/<id>`; `behaviour` goes from step to step. */
export function pipelineExecution(behaviour: Behaviour): ResourceKind {
  return {
    name: EXECUTION,
    nameMember: 'PipelineExecutionKey',
    arnMember: 'PipelineExecutionArn',
    arnType: 'pipeline',
    arnPath: (key) => key.replace('/', '/execution/'),
    initialStatus: 'Executing',
    update: true,
    stop(record) {
      const status = executionStatus(record);
      if (status === 'Stopping') return {};
      if (status === 'Executing') return { PipelineExecutionStatus: 'Stopping' };
      throw conflict(`The pipeline execution ${record.arn} is in status ${status}; it cannot be stopped.`);
    },
    describe: ({ document, createdAt }) => ({
      StartTime: epochSeconds(createdAt),
      PipelineExecutionFailureReason: document['FailureReason'],
    }),
    filters: { PipelineName: 'PipelineName' },
    sorts: { PipelineExecutionArn: 'PipelineExecutionArn' },
    behaviour,
  };
}

/** The steps of executions that began. */
export const pipelineExecutionStep: ResourceKind = {
  name: STEP,
  nameMember: 'StepKey',
  arnMember: 'StepArn',
  statusMember: 'StepStatus',
  filters: { PipelineExecutionArn: 'PipelineExecutionArn' },
};
