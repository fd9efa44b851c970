import { validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { requireStatus } from '../requireStatus.ts';

const STATUS = 'EdgePackagingJobStatus';
const NOT_RUN = 'The local engine does not run edge packaging jobs yet.';

/** Edge packaging jobs: they package what a compilation job made. None is run here, so each fails, and says why. */
export const edgePackagingJob: ResourceKind = {
  name: 'EdgePackagingJob',
  exists: ({ arn }) => validationError(`An edge packaging job with this name already exists (${arn}).`),
  create(input, { find }) {
    const name = text(input, 'CompilationJobName') ?? '';
    if (!find('CompilationJob', name)) throw validationError(`No compilation job with name: ${name}.`);
    return { ...input, [STATUS]: 'STARTING' };
  },
  stop(record) {
    requireStatus(record, STATUS, ['STARTING', 'INPROGRESS'], validationError, 'STOPPING');
    return { [STATUS]: 'STOPPING' };
  },
  settles: {
    STARTING: { to: 'INPROGRESS', afterMs: 1000 },
    INPROGRESS: {
      to: 'FAILED',
      afterMs: 3000,
      change: () => ({ EdgePackagingJobStatusMessage: NOT_RUN }),
    },
    STOPPING: { to: 'STOPPED', afterMs: 1000 },
  },
  sorts: { MODEL_NAME: '$.ModelName', STATUS: `$.${STATUS}` },
};
