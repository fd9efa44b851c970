import { object, objects } from '../../json.ts';
import { alreadyExists, doesNotExist } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { notValidated } from './validation.ts';

/** Algorithms: images to train with and what they take. */
export const algorithm: ResourceKind = {
  name: 'Algorithm',
  listOrder: 'Ascending',
  exists: alreadyExists('Algorithm'),
  notFound: doesNotExist('Algorithm'),
  create(input) {
    const unvalidated = notValidated(input);
    return {
      CertifyForMarketplace: false,
      ...input,
      AlgorithmStatus: 'Pending',
      AlgorithmStatusDetails: { ValidationStatuses: unvalidated ?? [], ImageScanStatuses: [] },
    };
  },
  settles: {
    Pending: {
      to: 'Completed',
      afterMs: 500,
      change: ({ document }) =>
        objects(object(document, 'AlgorithmStatusDetails'), 'ValidationStatuses').length > 0
          ? { AlgorithmStatus: 'Failed' }
          : {},
    },
  },
  delete: () => ({ AlgorithmStatus: 'Deleting' }),
};
