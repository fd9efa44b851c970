import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { required } from '../references.ts';
import { CAPITALS, hasEnded, notRun } from './notRun.ts';

const STATUS = 'CompilationJobStatus';

/** What is compiled when a model package is named: its first container's model. */
function inputOf(modelPackage: string, context: KindContext): JsonObject {
  const { document } = required(context, 'ModelPackage', 'model package', modelPackage);
  const [container] = objects(object(document, 'InferenceSpecification'), 'Containers');
  const framework = text(container, 'Framework');
  const uri = text(container, 'ModelDataUrl');
  if (framework === undefined || uri === undefined) {
    throw validationError(
      `The model package "${modelPackage}" names no framework and model data to compile.`,
    );
  }
  return {
    S3Uri: uri,
    Framework: framework,
    FrameworkVersion: text(container, 'FrameworkVersion'),
    DataInputConfig: text(object(container, 'ModelInput'), 'DataInputConfig'),
  };
}

/** Compilation jobs: a model for a device that it is to run on. */
export const compilationJob: ResourceKind = {
  name: 'CompilationJob',
  ...notRun({
    label: 'compilation job',
    statusMember: STATUS,
    endMember: 'CompilationEndTime',
    words: CAPITALS,
  }),
  listOrder: 'Ascending',
  create(input, context) {
    const output = object(input, 'OutputConfig');
    if ((output?.['TargetDevice'] === undefined) === (output?.['TargetPlatform'] === undefined)) {
      throw validationError('OutputConfig must have exactly one of TargetDevice and TargetPlatform.');
    }
    const modelPackage = text(input, 'ModelPackageVersionArn');
    if ((modelPackage === undefined) === (input['InputConfig'] === undefined)) {
      throw validationError('Exactly one of InputConfig and ModelPackageVersionArn is needed.');
    }
    return {
      ...input,
      ...(modelPackage === undefined ? {} : { InputConfig: inputOf(modelPackage, context) }),
      [STATUS]: 'STARTING',
      // Describe must have both, whether there is something to say or not.
      FailureReason: '',
      ModelArtifacts: { S3ModelArtifacts: '' },
    };
  },
  delete(record) {
    if (hasEnded(record, STATUS, CAPITALS)) return {};
    throw validationError(
      `The compilation job ${record.name} has not ended; only one that has can be deleted.`,
    );
  },
  describe({ document }) {
    const output = object(document, 'OutputConfig');
    const platform = object(output, 'TargetPlatform');
    return {
      CompilationTargetDevice: output?.['TargetDevice'],
      CompilationTargetPlatformOs: platform?.['Os'],
      CompilationTargetPlatformArch: platform?.['Arch'],
      CompilationTargetPlatformAccelerator: platform?.['Accelerator'],
    };
  },
};
