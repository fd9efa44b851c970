import { expect, test } from 'vitest';
import { ended, entered, type Phase } from '../../../src/engine/jobs/jobStatus.ts';
import { type JsonObject } from '../../../src/engine/json.ts';
import { transition } from '../../../src/engine/resources/trainingJob.ts';

function through(phases: readonly Phase[], start: JsonObject): JsonObject {
  return phases.reduce<JsonObject>(
    (document, phase, i) => ({ ...document, ...entered(document, phase, (i + 2) * 1000) }),
    start,
  );
}
const created = {
  TrainingJobStatus: 'InProgress',
  ...transition({}, 'Starting', 'Starting the training job', 1000),
};

test('the transitions of a job that completes', () => {
  const trained = through(['Starting', 'Downloading', 'Training', 'Uploading'], created);
  const done: JsonObject = { ...trained, ...ended(trained, { status: 'Completed' }, 8400) };
  expect(done).toMatchObject({
    TrainingJobStatus: 'Completed',
    SecondaryStatus: 'Completed',
    TrainingStartTime: 3,
    TrainingEndTime: 8.4,
    TrainingTimeInSeconds: 5,
    BillableTimeInSeconds: 5,
    SecondaryStatusTransitions: [
      { Status: 'Starting', StartTime: 1, EndTime: 3, StatusMessage: 'Starting the training job' },
      { Status: 'Downloading', StartTime: 3, EndTime: 4, StatusMessage: 'Downloading input data' },
      { Status: 'Training', StartTime: 4, EndTime: 5 },
      {
        Status: 'Uploading',
        StartTime: 5,
        EndTime: 8.4,
        StatusMessage: 'Uploading generated training model',
      },
      { Status: 'Completed', StartTime: 8.4, EndTime: 8.4, StatusMessage: 'Training job completed' },
    ],
  });
  expect(done).not.toHaveProperty('FailureReason');
});

test('a job that is being stopped goes only to Uploading and to its end', () => {
  const stopping = { ...through(['Downloading'], created), TrainingJobStatus: 'Stopping' };
  expect(entered(stopping, 'Training', 9000)).toEqual({});
  const done = ended({ ...stopping, ...entered(stopping, 'Uploading', 9000) }, { status: 'Stopped' }, 9000);
  expect(done).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
});

test('a phase that a restarted engine enters again is no second transition', () => {
  const once = through(['Downloading'], created);
  expect(entered(once, 'Downloading', 9000)).toEqual({});
});

test('the time limit, and a job that never had its instances', () => {
  const limit = { status: 'Stopped', secondary: 'MaxRuntimeExceeded' } as const;
  expect(ended(through(['Downloading', 'Training'], created), limit, 3001)).toMatchObject({
    TrainingJobStatus: 'Stopped',
    SecondaryStatus: 'MaxRuntimeExceeded',
    TrainingTimeInSeconds: 1,
  });
  const failed = ended(created, { status: 'Failed', failureReason: 'ClientError: x' }, 5000);
  expect(failed).toMatchObject({ TrainingJobStatus: 'Failed', FailureReason: 'ClientError: x' });
  expect(failed).not.toHaveProperty('TrainingEndTime');
});
