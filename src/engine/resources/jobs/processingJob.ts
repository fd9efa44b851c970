import { validationError } from '../../http/awsError.ts';
import { isJsonObject, object, objects, text, type JsonObject } from '../../json.ts';
import { resourceInUse } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { hasEnded, notRun } from './notRun.ts';

const ROOT = '/opt/ml/processing/';
const STATUS = 'ProcessingJobStatus';

/** @throws AwsError where two have the same name */
function requireUnique(items: readonly JsonObject[], member: string, what: string): void {
  const names = items.map((item) => text(item, member) ?? '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw validationError(`${what} names must be unique; "${twice}" is there twice.`);
}

/** @throws AwsError for a path that containers do not share with the platform */
function requireLocalPath(item: JsonObject, of: string): void {
  const path = text(item, 'LocalPath');
  if (path === undefined || path.startsWith(ROOT) || `${path}/` === ROOT) return;
  throw validationError(`LocalPath of "${of}" must begin with ${ROOT}; it is "${path}".`);
}

function checkedInput(input: JsonObject): JsonObject {
  const name = text(input, 'InputName') ?? '';
  const s3 = object(input, 'S3Input');
  if ((s3 === undefined) === (input['DatasetDefinition'] === undefined)) {
    throw validationError(`Input "${name}" must have exactly one of S3Input and DatasetDefinition.`);
  }
  requireLocalPath(s3 ?? object(input, 'DatasetDefinition') ?? {}, name);
  if (s3 && s3['LocalPath'] === undefined && input['AppManaged'] !== true) {
    throw validationError(`Input "${name}" needs S3Input.LocalPath unless AppManaged is true.`);
  }
  const defaults = {
    S3InputMode: 'File',
    S3DataDistributionType: 'FullyReplicated',
    S3CompressionType: 'None',
  };
  return { AppManaged: false, ...input, ...(s3 ? { S3Input: { ...defaults, ...s3 } } : {}) };
}

function checkedOutput(output: JsonObject): JsonObject {
  const name = text(output, 'OutputName') ?? '';
  const s3 = object(output, 'S3Output');
  if ((s3 === undefined) === (output['FeatureStoreOutput'] === undefined)) {
    throw validationError(`Output "${name}" must have exactly one of S3Output and FeatureStoreOutput.`);
  }
  requireLocalPath(s3 ?? {}, name);
  return { AppManaged: false, ...output };
}

/** Processing jobs: a container over inputs and outputs in S3. */
export const processingJob: ResourceKind = {
  name: 'ProcessingJob',
  ...notRun({ label: 'processing job', statusMember: STATUS, endMember: 'ProcessingEndTime' }),
  listOrder: 'Ascending',
  create(input) {
    const inputs = objects(input, 'ProcessingInputs');
    const outputs = objects(object(input, 'ProcessingOutputConfig'), 'Outputs');
    requireUnique(inputs, 'InputName', 'Input');
    requireUnique(outputs, 'OutputName', 'Output');
    return {
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
      ...input,
      [STATUS]: 'InProgress',
      ...(inputs.length > 0 ? { ProcessingInputs: inputs.map(checkedInput) } : {}),
      ...(isJsonObject(input['ProcessingOutputConfig'])
        ? {
            ProcessingOutputConfig: {
              ...input['ProcessingOutputConfig'],
              Outputs: outputs.map(checkedOutput),
            },
          }
        : {}),
    };
  },
  delete(record) {
    if (hasEnded(record, STATUS)) return {};
    throw resourceInUse(`The processing job ${record.name} has not ended; stop it before it can be deleted.`);
  },
};
