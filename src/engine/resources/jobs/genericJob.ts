import { text } from '../../json.ts';
import { validationError } from '../../http/awsError.ts';
import { resourceInUse } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { parsedObject } from '../members.ts';
import { transition } from '../trainingJob.ts';
import { hasEnded, notRun } from './notRun.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  Stopping: 'Stopping the job',
  Stopped: 'The job was stopped',
  Failed: 'The local engine does not run model customization jobs yet',
};

/** Model customization jobs; their category is part of how they are asked for, their name is unique without it. */
export const genericJob: ResourceKind = {
  name: 'Job',
  ...notRun({
    label: 'model customization job',
    statusMember: 'JobStatus',
    endMember: 'EndTime',
    change: (status, { document }, now) => transition(document, status, MESSAGES[status] ?? status, now),
  }),
  newKey: (input) => text(input, 'JobName') ?? '',
  arnPath: (key, input) => `${text(input, 'JobCategory') ?? ''}/${key}`,
  key(input, { find }) {
    const name = text(input, 'JobName') ?? '';
    const category = text(input, 'JobCategory');
    const found = find('Job', name);
    // No name has a slash: a job of another category is not found.
    return found && found.document['JobCategory'] !== category ? `${category ?? ''}/${name}` : name;
  },
  create(input, { now }) {
    if (!parsedObject(text(input, 'JobConfigDocument') ?? '')) {
      throw validationError('JobConfigDocument must be a JSON object.');
    }
    return { ...input, JobStatus: 'InProgress', ...transition({}, 'Starting', 'Starting the job', now) };
  },
  delete(record) {
    if (hasEnded(record, 'JobStatus')) return {};
    throw resourceInUse(`The job ${record.name} has not ended; stop it before it can be deleted.`);
  },
  describe: ({ document }) => ({ JobSecondaryStatus: document['SecondaryStatus'] }),
};
