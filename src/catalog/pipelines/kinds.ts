import type { ResourceKind } from '../kind.ts';
import { pipeline } from './pipeline.ts';
import { pipelineExecution } from './pipelineExecution.ts';
import { project } from './project.ts';

/** In the order in which they stand in the tree. */
export const pipelinesKinds: readonly ResourceKind[] = [pipeline, pipelineExecution, project];
