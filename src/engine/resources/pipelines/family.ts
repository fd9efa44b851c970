import { type EngineParts } from '../../parts.ts';
import { type Family } from '../catalogue.ts';
import { pipelineExecution, pipelineExecutionStep } from './execution.ts';
import { executionOperations } from './executionOperations.ts';
import { pipeline, pipelineVersion } from './pipeline.ts';
import { pipelineOperations } from './pipelineOperations.ts';
import { PipelineRunner } from './runner.ts';

/** Pipelines and their executions. @param objects where definitions may lie */
export function pipelines({ objects }: Pick<EngineParts, 'objects'>): Family {
  const runner = new PipelineRunner();
  return {
    name: 'Pipelines',
    kinds: [pipeline, pipelineVersion, pipelineExecution(runner), pipelineExecutionStep],
    operations(parts) {
      runner.attach(parts);
      return { ...pipelineOperations(parts, objects), ...executionOperations(parts, runner) };
    },
  };
}
