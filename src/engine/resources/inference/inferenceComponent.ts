import { validationError } from '../../http/awsError.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { alreadyExisting, couldNotFind } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';
import { requireModel } from '../references.ts';

const KIND = 'InferenceComponent';
const STATUS = 'InferenceComponentStatus';
const LABEL = 'inference component';
const SETTLE_MS = 2000;
const REASON =
  'The local engine does not host inference components yet: the model was not loaded. Deploy it as a production variant instead.';

/** The endpoint of a component and the variant it goes to. @throws AwsError where one is not there */
function placement(input: JsonObject, context: KindContext): { EndpointArn: string; VariantName: string } {
  const name = text(input, 'EndpointName') ?? '';
  const endpoint = context.find('Endpoint', name);
  if (!endpoint) {
    const arn = `arn:aws:sagemaker:${context.region}:${context.accountId}:endpoint/${name}`;
    throw validationError(`Could not find endpoint "${arn}".`);
  }
  const config = context.find('EndpointConfig', text(endpoint.document, 'EndpointConfigName') ?? '');
  const variants = objects(config?.document, 'ProductionVariants').map((v) => text(v, 'VariantName') ?? '');
  const given = text(input, 'VariantName') ?? variants[0] ?? '';
  if (!variants.includes(given)) {
    throw validationError(`Could not find variant "${given}" of endpoint "${endpoint.arn}".`);
  }
  return { EndpointArn: endpoint.arn, VariantName: given };
}

/** What Describe shows of a specification: the image that is deployed, and defaults. */
function shown(specification: JsonObject): JsonObject {
  const container = object(specification, 'Container');
  if (!container) return specification;
  const { Image: image, ...rest } = container;
  const deployed = image === undefined ? {} : { DeployedImage: { SpecifiedImage: image } };
  return { ...specification, Container: { ...rest, ...deployed } };
}

function checkedSpecifications(input: JsonObject, endpoint: string, context: KindContext): JsonObject {
  const one = object(input, 'Specification');
  const several = objects(input, 'Specifications');
  if (one && several.length > 0) {
    throw validationError('Specification and Specifications cannot both be given.');
  }
  for (const specification of one ? [one] : several) check(specification, endpoint, context);
  return {
    ...(one ? { Specification: shown(one) } : {}),
    ...(several.length > 0 ? { Specifications: several.map(shown) } : {}),
  };
}

function check(specification: JsonObject, endpoint: string, context: KindContext): void {
  const model = text(specification, 'ModelName');
  const base = text(specification, 'BaseInferenceComponentName');
  if (model !== undefined) requireModel(context, model);
  if (base !== undefined) {
    const found = context.find(KIND, base);
    if (text(found?.document, 'EndpointName') !== endpoint) {
      throw validationError(`Could not find base inference component "${base}" on endpoint "${endpoint}".`);
    }
    return;
  }
  if (model === undefined && specification['Container'] === undefined) {
    throw validationError('A specification needs ModelName, Container or BaseInferenceComponentName.');
  }
  if (specification['ComputeResourceRequirements'] === undefined) {
    throw validationError(
      'A specification without a base inference component needs ComputeResourceRequirements.',
    );
  }
}

/** @throws AwsError while the component is between two states */
function requireSettled(record: ResourceRecord): void {
  const status = text(record.document, STATUS) ?? '';
  if (['Creating', 'Updating', 'Deleting'].includes(status)) {
    throw validationError(`Cannot update in-progress ${LABEL} "${record.arn}".`);
  }
}

function copies(input: JsonObject, member: string): JsonObject {
  const count = number(object(input, member), 'CopyCount');
  return count === undefined ? {} : { RuntimeConfig: { DesiredCopyCount: count, CurrentCopyCount: 0 } };
}

const failing = { to: 'Failed', afterMs: SETTLE_MS, change: () => ({ FailureReason: REASON }) };
const updating = { [STATUS]: 'Updating', FailureReason: undefined };

/** Inference components: models that share an endpoint's instances. */
export const inferenceComponent: ResourceKind = {
  name: KIND,
  exists: alreadyExisting(LABEL),
  notFound: couldNotFind(LABEL),
  create(input, context) {
    const placed = placement(input, context);
    if (!input['Specification'] && !input['Specifications']) {
      throw validationError('Specification or Specifications is needed.');
    }
    return {
      ...input,
      ...placed,
      ...checkedSpecifications(input, text(input, 'EndpointName') ?? '', context),
      RuntimeConfig: { DesiredCopyCount: 1, CurrentCopyCount: 0 },
      ...copies(input, 'RuntimeConfig'),
      [STATUS]: 'Creating',
    };
  },
  update(record, input, context) {
    requireSettled(record);
    const endpoint = text(record.document, 'EndpointName') ?? '';
    const deployment = input['DeploymentConfig'];
    return {
      ...checkedSpecifications(input, endpoint, context),
      ...copies(input, 'RuntimeConfig'),
      ...(deployment === undefined ? {} : { LastDeploymentConfig: deployment }),
      ...updating,
    };
  },
  settles: { Creating: failing, Updating: failing },
  delete(record, _input, { all }) {
    const user = [...all(KIND)].find(({ document }) =>
      [object(document, 'Specification'), ...objects(document, 'Specifications')].some(
        (specification) => specification?.['BaseInferenceComponentName'] === record.name,
      ),
    );
    if (user) throw validationError(`Cannot delete "${record.arn}": "${user.arn}" is based on it.`);
    return { [STATUS]: 'Deleting' };
  },
  deletingMs: 1000,
};

/** UpdateInferenceComponentRuntimeConfig: how many copies there are to be. */
export function updateRuntimeConfig(parts: FamilyParts): JsonHandler {
  const components = parts.of(KIND);
  return (input, request) => {
    const record = components.find(input, request);
    requireSettled(record);
    const { arn } = components.change(record, { ...copies(input, 'DesiredRuntimeConfig'), ...updating });
    return { InferenceComponentArn: arn };
  };
}
