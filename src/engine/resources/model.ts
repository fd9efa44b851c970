import { validationError } from '../http/awsError.ts';
import { isJsonObject, object, objects, text } from '../json.ts';
import { alreadyExisting, couldNotFind } from './errors.ts';
import { type KindContext, type ResourceKind } from './kind.ts';
import { nameFromArn } from './members.ts';

/** @throws AwsError for a model package that is not there, not complete or, being a version, not approved */
function requireDeployable(name: string | undefined, { find }: KindContext): void {
  if (name === undefined) return;
  const found = find('ModelPackage', nameFromArn(name));
  if (!found) throw validationError(`ModelPackage ${name} does not exist.`);
  const status = text(found.document, 'ModelPackageStatus') ?? '';
  if (status !== 'Completed') throw validationError(`ModelPackage ${found.arn} is in status ${status}.`);
  const approval = text(found.document, 'ModelApprovalStatus') ?? 'Approved';
  if (approval !== 'Approved') {
    throw validationError(`ModelPackage ${found.arn} is not approved; its approval status is ${approval}.`);
  }
}

/** Models: a container (or several in a row) with its artifact; nothing runs until an endpoint or a transform job does. */
export const model: ResourceKind = {
  name: 'Model',
  exists: alreadyExisting('model'),
  notFound: couldNotFind('model'),
  create(input, context) {
    const several = objects(input, 'Containers').length > 0;
    if (several === isJsonObject(input['PrimaryContainer'])) {
      throw validationError(
        several
          ? 'PrimaryContainer and Containers cannot both be given.'
          : 'Either PrimaryContainer or Containers is needed.',
      );
    }
    for (const container of [object(input, 'PrimaryContainer') ?? [], objects(input, 'Containers')].flat()) {
      requireDeployable(text(container, 'ModelPackageName'), context);
    }
    return { EnableNetworkIsolation: false, ...input };
  },
};
