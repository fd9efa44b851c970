import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { listHandler } from '../listing.ts';
import { required } from '../references.ts';
import { hasEnded, notRun } from './notRun.ts';
import { validateTuning } from './validateTuning.ts';

const KIND = 'HyperParameterTuningJob';
const STATUS = 'HyperParameterTuningJobStatus';
const METRIC = 'FinalHyperParameterTuningJobObjectiveMetric';
const OBJECTIVE = `$.${METRIC}.Value`;

const NO_JOBS = { Completed: 0, InProgress: 0, RetryableError: 0, NonRetryableError: 0, Stopped: 0 };

/** @throws AwsError where a job to learn from is not there or has not ended */
function requireParents(input: JsonObject, context: KindContext): void {
  for (const parent of objects(object(input, 'WarmStartConfig'), 'ParentHyperParameterTuningJobs')) {
    const name = text(parent, 'HyperParameterTuningJobName') ?? '';
    const found = context.find(KIND, name);
    if (!found) throw validationError(`The parent tuning job "${name}" does not exist.`);
    if (!hasEnded(found, STATUS)) {
      throw validationError(
        `The parent tuning job "${name}" is in status ${text(found.document, STATUS) ?? ''}.`,
      );
    }
  }
}

/** Hyperparameter tuning jobs: many training jobs, in search of the best of them. */
export const tuningJob: ResourceKind = {
  name: KIND,
  label: 'hyper parameter tuning job',
  ...notRun({
    label: 'hyperparameter tuning job',
    statusMember: STATUS,
    endMember: 'HyperParameterTuningEndTime',
  }),
  listOrder: 'Ascending',
  listSort: 'Name',
  create(input, context) {
    const complaint = validateTuning(input);
    if (complaint !== undefined) throw validationError(complaint);
    requireParents(input, context);
    const config = object(input, 'HyperParameterTuningJobConfig');
    return {
      ...input,
      HyperParameterTuningJobConfig: { TrainingJobEarlyStoppingType: 'Off', ...config },
      [STATUS]: 'InProgress',
      TrainingJobStatusCounters: NO_JOBS,
      ObjectiveStatusCounters: { Succeeded: 0, Pending: 0, Failed: 0 },
    };
  },
  delete(record) {
    if (hasEnded(record, STATUS)) return { [STATUS]: 'Deleting' };
    throw validationError(`The tuning job ${record.name} has not ended; stop it before it can be deleted.`);
  },
  describe({ document }) {
    const config = object(document, 'HyperParameterTuningJobConfig');
    return { Strategy: config?.['Strategy'], ResourceLimits: config?.['ResourceLimits'] };
  },
};

/** ListTrainingJobsForHyperParameterTuningJob: the training jobs that say which tuning job began them. */
export function listTuningTrainingJobs(parts: FamilyParts): JsonHandler {
  const list = listHandler(parts.of('TrainingJob'), parts, `ListTrainingJobsFor${KIND}`, {
    filters: { HyperParameterTuningJobName: 'TuningJobArn' },
    listOrder: 'Ascending',
    listSort: 'Name',
    sorts: { FinalObjectiveMetricValue: OBJECTIVE },
    listed: ({ document }, input) =>
      input['SortBy'] !== 'FinalObjectiveMetricValue' || document[METRIC] !== undefined,
  });
  if (!list) throw new Error('The schemas do not have the list of a tuning job’s training jobs.');
  return (input, request) => {
    const name = text(input, 'HyperParameterTuningJobName') ?? '';
    const context = parts.of(KIND).contextOf(name, input, request);
    const { arn } = required(context, KIND, 'hyperparameter tuning job', name);
    return list({ ...input, HyperParameterTuningJobName: arn }, request);
  };
}
