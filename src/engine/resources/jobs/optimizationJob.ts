import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { requireModel } from '../references.ts';
import { CAPITALS, hasEnded, notRun } from './notRun.ts';

const STATUS = 'OptimizationJobStatus';

/** `ModelQuantizationConfig` → `Quantization`, as the list calls what a job does. */
function types(document: JsonObject): string[] {
  const members = objects(document, 'OptimizationConfigs').flatMap((config) => Object.keys(config));
  return [...new Set(members.map((member) => member.replace(/^Model|Config$/g, '')))];
}

/** Optimization jobs: a large model made smaller or faster. */
export const optimizationJob: ResourceKind = {
  name: 'OptimizationJob',
  ...notRun({
    label: 'optimization job',
    statusMember: STATUS,
    endMember: 'OptimizationEndTime',
    words: CAPITALS,
  }),
  listOrder: 'Ascending',
  create(input, context) {
    const model = text(object(object(input, 'ModelSource'), 'SageMakerModel'), 'ModelName');
    if (model !== undefined) requireModel(context, model);
    const done = types(input);
    if (done.length === 0) throw validationError('OptimizationConfigs must say what is to be optimized.');
    return { ...input, [STATUS]: 'STARTING', OptimizationTypes: done };
  },
  delete(record) {
    if (hasEnded(record, STATUS, CAPITALS)) return {};
    throw validationError(
      `The optimization job ${record.name} has not ended; only one that has can be deleted.`,
    );
  },
  filters: { OptimizationContains: '' },
  listed: ({ document }, input) => {
    const wanted = text(input, 'OptimizationContains')?.toLowerCase();
    return wanted === undefined || types(document).some((type) => type.toLowerCase().includes(wanted));
  },
};
