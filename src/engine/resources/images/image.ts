import { AwsError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { inUse, resourceInUse } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given, strings } from '../members.ts';

/** SageMaker images: names for a row of versions. */
export const image: ResourceKind = {
  name: 'Image',
  exists: inUse('image'),
  notFound: (key) => new AwsError('ResourceNotFound', `No Image with the name "${key}" exists.`),
  create: (input) => ({ ...input, ImageStatus: 'CREATING' }),
  update(record, input) {
    if (text(record.document, 'ImageStatus') === 'DELETING') {
      throw resourceInUse(`The image "${record.name}" is being deleted.`);
    }
    const removed: JsonObject = {};
    for (const property of strings(input, 'DeleteProperties')) removed[property] = undefined;
    return {
      ...given(input, 'Description', 'DisplayName', 'RoleArn'),
      ...removed,
      ImageStatus: 'UPDATING',
    };
  },
  settles: {
    CREATING: { to: 'CREATED', afterMs: 500 },
    UPDATING: { to: 'CREATED', afterMs: 300 },
  },
  sorts: { IMAGE_NAME: '$.ImageName' },
  delete: () => ({ ImageStatus: 'DELETING' }),
  deletingMs: 300,
};
