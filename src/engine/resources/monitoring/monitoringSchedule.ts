import { validationError } from '../../http/awsError.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requireMonitored } from './jobDefinition.ts';
import { nextDue, scheduleComplaint } from './scheduleExpression.ts';

export const SCHEDULE = 'MonitoringSchedule';
const STATUS = 'MonitoringScheduleStatus';

/** When a schedule is due next, in milliseconds since the epoch; kept in the document for the engine alone. */
export function dueOf({ document }: ResourceRecord): number | undefined {
  return number(object(document, 'engine'), 'due');
}

function expressionOf({ document }: ResourceRecord): string | undefined {
  const schedule = object(object(document, 'MonitoringScheduleConfig'), 'ScheduleConfig');
  return text(schedule, 'ScheduleExpression');
}

/** Whether a schedule has one execution at each start. */
export function runsOnce(record: ResourceRecord): boolean {
  return expressionOf(record) === 'NOW';
}

/**
 * The change that makes a schedule due next, or never.
 * @param after milliseconds since the epoch; `undefined`: never
 * @param last the execution that has begun
 */
export function dueNext(record: ResourceRecord, after: number | undefined, last?: string): JsonObject {
  const expression = expressionOf(record);
  const due = expression === undefined || after === undefined ? undefined : nextDue(expression, after);
  const state = object(record.document, 'engine');
  return { engine: { ...state, due, ...(last === undefined ? {} : { last }) } };
}

/** What the config says about itself beyond being stored. @throws AwsError when it is refused */
function checked(config: JsonObject, context: KindContext): JsonObject {
  const schedule = object(config, 'ScheduleConfig');
  const complaint = schedule && scheduleComplaint(schedule);
  if (complaint !== undefined) throw validationError(complaint);
  const name = text(config, 'MonitoringJobDefinitionName');
  const embedded = object(config, 'MonitoringJobDefinition');
  if ((name === undefined) === (embedded === undefined)) {
    throw validationError(
      'Exactly one of MonitoringJobDefinition and MonitoringJobDefinitionName is needed.',
    );
  }
  const type = text(config, 'MonitoringType');
  const common = { MonitoringScheduleConfig: config, MonitoringJobDefinitionName: name };
  if (embedded) {
    const [first] = objects(embedded, 'MonitoringInputs');
    requireMonitored(first, context);
    return { ...common, MonitoringType: type ?? 'DataQuality', EndpointName: endpointOf(first) };
  }
  if (type === undefined) throw validationError('MonitoringType is needed with MonitoringJobDefinitionName.');
  const definition = context.find(`${type}JobDefinition`, name ?? '');
  if (!definition) throw validationError(`Could not find ${type} job definition "${name ?? ''}".`);
  const input = object(definition.document, `${type}JobInput`);
  return { ...common, MonitoringType: type, EndpointName: endpointOf(input) };
}

function endpointOf(input: JsonObject | undefined): string | undefined {
  return text(object(input, 'EndpointInput'), 'EndpointName');
}

/** @throws AwsError while the schedule is being made */
function requireSettled({ document, name }: ResourceRecord): void {
  if (document[STATUS] === 'Pending') {
    throw validationError(
      `The monitoring schedule "${name}" is in status Pending; it cannot be changed now.`,
    );
  }
}

/** Monitoring schedules; `behaviour` begins their executions when they are due. */
export function monitoringSchedule(behaviour: Behaviour): ResourceKind {
  return {
    name: SCHEDULE,
    create: (input, context) => ({
      ...input,
      ...checked(object(input, 'MonitoringScheduleConfig') ?? {}, context),
      [STATUS]: 'Pending',
    }),
    update(record, input, context) {
      requireSettled(record);
      const change = checked(object(input, 'MonitoringScheduleConfig') ?? {}, context);
      return { ...change, ...dueNext(record, undefined), [STATUS]: 'Pending' };
    },
    start(record, { now }) {
      requireSettled(record);
      if (record.document[STATUS] === 'Scheduled') return {};
      return { [STATUS]: 'Scheduled', ...dueNext(record, now) };
    },
    stop(record) {
      requireSettled(record);
      return { [STATUS]: 'Stopped', ...dueNext(record, undefined) };
    },
    settles: { Pending: { to: 'Scheduled', afterMs: 1000, change: (record, now) => dueNext(record, now) } },
    describe({ document }, { find }) {
      const last = find('MonitoringExecution', text(object(document, 'engine'), 'last') ?? '');
      return last ? { LastMonitoringExecutionSummary: summary(last) } : {};
    },
    filters: {
      MonitoringJobDefinitionName: 'MonitoringJobDefinitionName',
      MonitoringTypeEquals: 'MonitoringType',
    },
    behaviour,
  };
}

function summary({ document, createdAt, modifiedAt }: ResourceRecord): JsonObject {
  return { ...document, CreationTime: epochSeconds(createdAt), LastModifiedTime: epochSeconds(modifiedAt) };
}
