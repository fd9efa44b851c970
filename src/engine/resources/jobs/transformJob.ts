import { text } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { requireModel } from '../references.ts';
import { notRun } from './notRun.ts';

/** Batch transform jobs: a model over the objects below a prefix. */
export const transformJob: ResourceKind = {
  name: 'TransformJob',
  ...notRun({
    label: 'transform job',
    statusMember: 'TransformJobStatus',
    endMember: 'TransformEndTime',
  }),
  create(input, context) {
    requireModel(context, text(input, 'ModelName') ?? '');
    return { TransformJobStatus: 'InProgress', ...input };
  },
};
