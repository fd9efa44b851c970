import { validationError } from '../../http/awsError.ts';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { inferenceExperiment, requireExperimentStatus } from './inferenceExperiment.ts';

/** The variants that remain, by what is to be done with each of them. @throws AwsError for a variant left out or unknown */
function remaining(document: JsonObject, input: JsonObject): JsonObject[] {
  const actions = object(input, 'ModelVariantActions') ?? {};
  const variants = objects(document, 'ModelVariants');
  const names = variants.map((variant) => text(variant, 'VariantName') ?? '');
  const unknown = Object.keys(actions).find((name) => !names.includes(name));
  if (unknown !== undefined) throw validationError(`There is no variant "${unknown}" in this experiment.`);
  const without = names.find((name) => actions[name] === undefined);
  if (without !== undefined) {
    throw validationError(`ModelVariantActions must say what becomes of the variant "${without}".`);
  }
  const desired = objects(input, 'DesiredModelVariants');
  return variants.map((variant) => {
    const removed = actions[text(variant, 'VariantName') ?? ''] === 'Remove';
    const wanted = desired.find((item) => item['VariantName'] === variant['VariantName']);
    return { ...variant, ...wanted, Status: removed ? 'Deleted' : 'InService' };
  });
}

/** StopInferenceExperiment: ends an experiment and says what becomes of its variants. */
export function stopExperiment({ of }: FamilyParts): JsonHandler {
  const experiments = of(inferenceExperiment.name);
  return (input, request) => {
    const record = experiments.find(input, request);
    requireExperimentStatus(record, ['Created', 'Running']);
    const { arn } = experiments.change(record, {
      Status: 'Stopping',
      ModelVariants: remaining(record.document, input),
      DesiredState: input['DesiredState'] ?? 'Completed',
      StatusReason: input['Reason'],
    });
    return { InferenceExperimentArn: arn };
  };
}
