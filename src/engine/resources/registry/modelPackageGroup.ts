import { text } from '../../json.ts';
import { alreadyExists, conflict, doesNotExist } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';

/** Groups of the versions of a model. */
export const modelPackageGroup: ResourceKind = {
  name: 'ModelPackageGroup',
  listOrder: 'Ascending',
  exists: alreadyExists('Model Package Group'),
  notFound: doesNotExist('ModelPackageGroup'),
  create: (input) => ({ ...input, ModelPackageGroupStatus: 'Completed' }),
  delete(record, _input, { all }) {
    for (const version of all('ModelPackage')) {
      if (text(version.document, 'ModelPackageGroupName') !== record.name) continue;
      throw conflict(
        `ModelPackageGroup ${record.arn} cannot be deleted because it still has model packages (${version.arn}).`,
      );
    }
    return {};
  },
  filters: { CrossAccountFilterOption: '' },
  // Nothing is shared with this machine by other accounts.
  listed: (_record, input) => input['CrossAccountFilterOption'] !== 'CrossAccount',
};
