import { validationError } from '../../http/awsError.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { conflict } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requireModel } from '../references.ts';

const SETTLE_MS = 1500;
const REASON = 'The local engine does not run shadow tests yet: no request was copied to the shadow variant.';

/** @throws AwsError where the variants do not fit to each other, or their models are not there */
function checkVariants(document: JsonObject, context: KindContext): void {
  const names = objects(document, 'ModelVariants').map((variant) => text(variant, 'VariantName') ?? '');
  if (new Set(names).size < names.length) throw validationError('Variant names must be unique.');
  for (const variant of objects(document, 'ModelVariants')) {
    requireModel(context, text(variant, 'ModelName') ?? '');
  }
  const shadow = object(document, 'ShadowModeConfig');
  const source = text(shadow, 'SourceModelVariantName');
  const shadows = objects(shadow, 'ShadowModelVariants').map((v) => text(v, 'ShadowModelVariantName'));
  const unknown = [source, ...shadows].find((name) => name !== undefined && !names.includes(name));
  if (unknown !== undefined) {
    throw validationError(
      `ShadowModeConfig names the variant "${unknown}", which is not among ModelVariants.`,
    );
  }
  if (shadows.includes(source)) throw validationError('The source variant cannot be its own shadow.');
}

function checkSchedule(schedule: JsonObject | undefined): void {
  const [start, end] = [number(schedule, 'StartTime'), number(schedule, 'EndTime')];
  if (start !== undefined && end !== undefined && end <= start) {
    throw validationError('The EndTime of the schedule must be after its StartTime.');
  }
}

/** @throws AwsError `ConflictException` for a status in which an experiment cannot be changed so */
export function requireExperimentStatus(record: ResourceRecord, allowed: readonly string[]): void {
  const status = text(record.document, 'Status') ?? '';
  if (!allowed.includes(status)) {
    throw conflict(
      `The inference experiment "${record.name}" is in status ${status}, not ${allowed.join(' or ')}.`,
    );
  }
}

/** Inference experiments: shadow tests of a variant beside the one that answers. */
export const inferenceExperiment: ResourceKind = {
  name: 'InferenceExperiment',
  create(input, context) {
    const endpoint = text(input, 'EndpointName') ?? '';
    if (!context.find('Endpoint', endpoint)) throw validationError(`Could not find endpoint "${endpoint}".`);
    checkVariants(input, context);
    checkSchedule(object(input, 'Schedule'));
    return { ...input, Status: 'Creating' };
  },
  update(record, input, context) {
    requireExperimentStatus(record, ['Created', 'Running']);
    const { Name: _name, ...given } = input;
    const running = record.document['Status'] === 'Running';
    const schedule = { ...object(record.document, 'Schedule'), ...object(input, 'Schedule') };
    const moved = number(object(input, 'Schedule'), 'StartTime');
    if (running && moved !== undefined)
      throw conflict('The start of a running experiment cannot be changed.');
    const changed = { ...record.document, ...given };
    checkVariants(changed, context);
    checkSchedule(schedule);
    return { ...given, ...(input['Schedule'] ? { Schedule: schedule } : {}), Status: 'Updating' };
  },
  start(record) {
    requireExperimentStatus(record, ['Created']);
    return { Status: 'Starting' };
  },
  settles: {
    Creating: { to: 'Created', afterMs: SETTLE_MS },
    Updating: { to: 'Created', afterMs: SETTLE_MS },
    Starting: {
      to: 'Cancelled',
      afterMs: SETTLE_MS,
      change: (_record, now) => ({ StatusReason: REASON, CompletionTime: epochSeconds(now) }),
    },
    Stopping: {
      to: 'Cancelled',
      afterMs: SETTLE_MS,
      change: ({ document }, now) => ({
        Status: document['DesiredState'] ?? 'Completed',
        CompletionTime: epochSeconds(now),
      }),
    },
  },
  delete(record) {
    requireExperimentStatus(record, ['Created', 'Completed', 'Cancelled']);
    return {};
  },
  describe({ arn, document }, { find }) {
    const name = text(document, 'EndpointName') ?? '';
    const endpoint = find('Endpoint', name)?.document;
    const status = document['Status'] === 'Creating' ? 'Creating' : 'InService';
    return {
      Arn: arn,
      EndpointMetadata: {
        EndpointName: name,
        EndpointConfigName: endpoint?.['EndpointConfigName'],
        EndpointStatus: endpoint?.['EndpointStatus'],
        FailureReason: endpoint?.['FailureReason'],
      },
      ModelVariants: objects(document, 'ModelVariants').map((variant) => ({ Status: status, ...variant })),
    };
  },
};
