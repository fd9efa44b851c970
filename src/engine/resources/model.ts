import { validationError } from '../http/awsError.ts';
import { isJsonObject, objects } from '../json.ts';
import { alreadyExisting, couldNotFind } from './errors.ts';
import { type ResourceKind } from './kind.ts';

/** Models: a container (or several in a row) with its artifact; nothing runs until an endpoint or a transform job does. */
export const model: ResourceKind = {
  name: 'Model',
  exists: alreadyExisting('model'),
  notFound: couldNotFind('model'),
  create(input) {
    const several = objects(input, 'Containers').length > 0;
    if (several === isJsonObject(input['PrimaryContainer'])) {
      throw validationError(
        several
          ? 'PrimaryContainer and Containers cannot both be given.'
          : 'Either PrimaryContainer or Containers is needed.',
      );
    }
    return { EnableNetworkIsolation: false, ...input };
  },
};
