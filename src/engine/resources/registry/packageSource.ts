import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type KindContext } from '../kind.ts';
import { given, nameFromArn } from '../members.ts';

/** What a package that is cloned from another takes over. */
const CLONED = [
  'InferenceSpecification',
  'AdditionalInferenceSpecifications',
  'SourceAlgorithmSpecification',
  'ModelMetrics',
  'DriftCheckBaselines',
  'CustomerMetadataProperties',
  'ModelPackageDescription',
  'Domain',
  'Task',
  'SamplePayloadUrl',
  'ModelCard',
] as const;

function containersOf(model: JsonObject): JsonObject[] {
  const primary = object(model, 'PrimaryContainer');
  const containers = primary ? [primary] : objects(model, 'Containers');
  return containers.map((container) =>
    given(container, 'Image', 'ModelDataUrl', 'ModelDataSource', 'Environment', 'ContainerHostname'),
  );
}

/**
 * What a new package has from its sources: `SourceUri` may be another package's ARN (a clone) or a model's (its
 * containers are registered). @throws AwsError for a source or an algorithm that is not there
 */
export function fromSource(input: JsonObject, { byArn, find }: KindContext): JsonObject {
  for (const algorithm of objects(object(input, 'SourceAlgorithmSpecification'), 'SourceAlgorithms')) {
    const name = text(algorithm, 'AlgorithmName') ?? '';
    if (!find('Algorithm', nameFromArn(name))) throw validationError(`Algorithm ${name} does not exist.`);
  }
  const source = text(input, 'SourceUri') ?? '';
  const type = /^arn:[^:]+:sagemaker:[^/]*:(model-package|model)\//.exec(source)?.[1];
  if (type === undefined) return {};
  const record = byArn(source);
  if (!record) throw validationError(`The source ${source} does not exist.`);
  if (type === 'model-package') return given(record.document, ...CLONED);
  return { InferenceSpecification: { Containers: containersOf(record.document) } };
}
