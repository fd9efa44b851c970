import { validationError } from '../http/awsError.ts';
import { objects, text } from '../json.ts';
import { alreadyExisting, couldNotFind } from './errors.ts';
import { type ResourceKind } from './kind.ts';

/** Endpoint configurations: which models serve, on what, with what share of the requests. */
export const endpointConfig: ResourceKind = {
  name: 'EndpointConfig',
  exists: alreadyExisting('endpoint configuration'),
  notFound: couldNotFind('endpoint configuration'),
  create(input, { find, region, accountId }) {
    const variants = [...objects(input, 'ProductionVariants'), ...objects(input, 'ShadowProductionVariants')];
    const names = new Set<string>();
    for (const variant of variants) {
      const name = text(variant, 'VariantName') ?? '';
      if (names.has(name)) throw validationError(`Variant names must be unique; "${name}" is there twice.`);
      names.add(name);
      const model = text(variant, 'ModelName');
      if (model !== undefined && !find('Model', model)) {
        throw validationError(
          `Could not find model "arn:aws:sagemaker:${region}:${accountId}:model/${model}".`,
        );
      }
    }
    const withDefaults = objects(input, 'ProductionVariants').map((variant) => ({
      InitialVariantWeight: 1,
      ...variant,
    }));
    return { EnableNetworkIsolation: false, ...input, ProductionVariants: withDefaults };
  },
};
