import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../../http/awsError.ts';
import { isJsonObject, type JsonObject, objects, text } from '../../json.ts';
import { operationSchema } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { readBySchema } from '../../protocols/schema.ts';
import { validateInput } from '../../protocols/validate.ts';
import { type FamilyParts } from '../catalogue.ts';
import { generatedId } from '../generatedId.ts';
import { type ResourceRecord } from '../record.ts';
import { requestOf } from '../requestOf.ts';
import { isMet } from './conditions.ts';
import { type PipelineStep } from './definition.ts';
import { type Lookup, resolveObject, resolveValue, StepError, wordsOf } from './values.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A type of step that makes a resource. */
interface Making {
  readonly kind: string;
  /** The longest name that the resource may have. */
  readonly longest: number;
  /** What it is called in the step's metadata. */
  readonly metadata: string;
  /** Where the step goes on while the resource works: its statuses at the end. */
  readonly succeeded?: readonly string[];
  readonly failed?: readonly string[];
}

const JOB = { succeeded: ['Completed'], failed: ['Failed', 'Stopped'] } as const;

/** What each type of step makes. Kinds that this engine does not run yet fail, and so does their step. */
export const MAKING: Readonly<Record<string, Making>> = {
  Training: { kind: 'TrainingJob', longest: 63, metadata: 'TrainingJob', ...JOB },
  Processing: { kind: 'ProcessingJob', longest: 63, metadata: 'ProcessingJob', ...JOB },
  Transform: { kind: 'TransformJob', longest: 63, metadata: 'TransformJob', ...JOB },
  Tuning: { kind: 'HyperParameterTuningJob', longest: 32, metadata: 'TuningJob', ...JOB },
  AutoML: { kind: 'AutoMLJob', longest: 32, metadata: 'AutoMLJob', ...JOB },
  Model: { kind: 'Model', longest: 63, metadata: 'Model' },
  EndpointConfig: { kind: 'EndpointConfig', longest: 63, metadata: 'EndpointConfig' },
  Endpoint: {
    ...{ kind: 'Endpoint', longest: 63, metadata: 'Endpoint' },
    ...{ succeeded: ['InService'], failed: ['Failed', 'OutOfService'] },
  },
  InferenceComponent: {
    ...{ kind: 'InferenceComponent', longest: 63, metadata: 'InferenceComponent' },
    ...{ succeeded: ['InService'], failed: ['Failed'] },
  },
};

/** How a step begins: what its record is to say, and the resource that it waits for. */
export interface Begun {
  readonly status: 'Executing' | 'Succeeded' | 'Failed';
  readonly metadata?: JsonObject;
  readonly reason?: string;
  readonly resource?: { readonly kind: string; readonly arn: string };
}

/** A request for an operation, checked as one that comes from a client. @throws AwsError */
function checkedRequest({ schemas }: FamilyParts, operation: string, request: JsonObject): JsonObject {
  const schema = operationSchema(schemas, operation);
  if (!schema) throw new Error(`The schemas do not have ${operation}.`);
  const input = NormalizedSchema.of(schema[4]);
  const read = readBySchema(input, request);
  if (!isJsonObject(read)) throw new Error(`${operation} does not take an object.`);
  validateInput(input, read, constraintsOf('sagemaker'));
  return read;
}

function make(
  parts: FamilyParts,
  execution: ResourceRecord,
  step: PipelineStep,
  making: Making,
  lookup: Lookup,
): Begun {
  const operations = parts.of(making.kind);
  const { nameMember } = operations.kind;
  const id = execution.name.split('/').at(-1) ?? '';
  const suffix = `-${generatedId(10)}`;
  const given = resolveObject(step.arguments, lookup);
  const base = text(given, nameMember) ?? `pipelines-${id}-${step.name.replaceAll('_', '-')}`;
  const name = `${base.slice(0, making.longest - suffix.length).replace(/-+$/, '')}${suffix}`;
  const request = checkedRequest(parts, `Create${making.kind}`, { ...given, [nameMember]: name });
  const { arn } = operations.create(request, requestOf(execution));
  // By this tag the SageMaker Python SDK leads from what a pipeline has made back to the execution.
  parts.store.tags.add(arn, [['sagemaker:pipeline-execution-arn', execution.arn]]);
  const metadata = { [making.metadata]: { Arn: arn } };
  const resource = { kind: making.kind, arn };
  return { status: making.succeeded ? 'Executing' : 'Succeeded', metadata, resource };
}

function callback(): Begun {
  const token = generatedId(10, ALPHANUMERIC);
  // There is no queue on this machine to send the token to: it is read from the list of steps.
  return { status: 'Executing', metadata: { Callback: { CallbackToken: token, OutputParameters: [] } } };
}

function begin(parts: FamilyParts, execution: ResourceRecord, step: PipelineStep, lookup: Lookup): Begun {
  const making = MAKING[step.type];
  if (making) return make(parts, execution, step, making, lookup);
  if (step.type === 'Callback') return callback();
  if (step.type === 'Condition') {
    const met = objects(step.arguments, 'Conditions').every((condition) => isMet(condition, lookup));
    return { status: 'Succeeded', metadata: { Condition: { Outcome: met ? 'True' : 'False' } } };
  }
  if (step.type === 'Fail') {
    const message = resolveValue(step.arguments['ErrorMessage'] ?? '', lookup);
    const words = wordsOf(message);
    return { status: 'Failed', reason: words, metadata: { Fail: { ErrorMessage: words } } };
  }
  throw new StepError(`InternalServerError: The local engine does not run ${step.type} steps yet.`);
}

/** Begins a step. What goes wrong is the step's failure, never an exception of the kind that a client's request has. */
export function beginStep(
  parts: FamilyParts,
  execution: ResourceRecord,
  step: PipelineStep,
  lookup: Lookup,
): Begun {
  try {
    return begin(parts, execution, step, lookup);
  } catch (error) {
    if (error instanceof StepError) return { status: 'Failed', reason: error.message };
    if (error instanceof AwsError)
      return { status: 'Failed', reason: `ClientError: ${error.code}: ${error.message}` };
    throw error;
  }
}
