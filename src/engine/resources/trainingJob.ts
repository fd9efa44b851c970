import { validationError } from '../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../json.ts';
import { type Behaviour } from './behaviour.ts';
import { type ResourceKind } from './kind.ts';
import { epochSeconds, type ResourceRecord } from './record.ts';

const DAY_SECONDS = 86_400;
const TERMINAL = new Set(['Completed', 'Failed', 'Stopped']);

/** Ends the current secondary status and begins another, as `SecondaryStatusTransitions` shows it. */
export function transition(document: JsonObject, status: string, message: string, now: number): JsonObject {
  const time = epochSeconds(now);
  const past = objects(document, 'SecondaryStatusTransitions').map((item) =>
    item['EndTime'] === undefined ? { ...item, EndTime: time } : item,
  );
  return {
    SecondaryStatus: status,
    SecondaryStatusTransitions: [...past, { Status: status, StartTime: time, StatusMessage: message }],
  };
}

/** Training jobs; `behaviour` runs them, `validate` knows what a job's request must not have. */
export function trainingJob(
  behaviour: Behaviour,
  validate: (input: JsonObject) => string | undefined,
): ResourceKind {
  return {
    name: 'TrainingJob',
    notFound: () => validationError('Requested resource not found.'),
    create(input, { now }) {
      const complaint = validate(input);
      if (complaint !== undefined) throw validationError(complaint);
      return {
        EnableNetworkIsolation: false,
        EnableInterContainerTrafficEncryption: false,
        EnableManagedSpotTraining: false,
        ...input,
        StoppingCondition: { MaxRuntimeInSeconds: DAY_SECONDS, ...object(input, 'StoppingCondition') },
        TrainingJobStatus: 'InProgress',
        ...transition({}, 'Starting', 'Starting the training job', now),
      };
    },
    update(record, input) {
      if (TERMINAL.has(statusOf(record)) && input['ProfilerConfig'] !== undefined) {
        throw validationError(`The training job is ${statusOf(record)}; its profiler cannot be changed.`);
      }
      const { ResourceConfig: change, TrainingJobName: _name, ...members } = input;
      if (change === undefined) return members;
      return {
        ...members,
        ResourceConfig: { ...object(record.document, 'ResourceConfig'), ...object(input, 'ResourceConfig') },
      };
    },
    stop(record, { now }) {
      if (statusOf(record) === 'Stopping') return {};
      if (TERMINAL.has(statusOf(record))) {
        throw validationError(
          `The request was rejected because the training job is in status ${statusOf(record)}.`,
        );
      }
      return {
        TrainingJobStatus: 'Stopping',
        ...transition(record.document, 'Stopping', 'Stopping the training job', now),
      };
    },
    filters: {
      TrainingPlanArnEquals: '$.ResourceConfig.TrainingPlanArn',
      WarmPoolStatusEquals: '$.WarmPoolStatus.Status',
    },
    delete(record) {
      if (!TERMINAL.has(statusOf(record))) {
        throw validationError(
          `The training job is in status ${statusOf(record)}; only one that has ended can be deleted. Stop it first.`,
        );
      }
      return { TrainingJobStatus: 'Deleting' };
    },
    behaviour,
  };
}

function statusOf(record: ResourceRecord): string {
  return text(record.document, 'TrainingJobStatus') ?? '';
}
