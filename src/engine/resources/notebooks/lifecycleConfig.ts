import { validationError } from '../../http/awsError.ts';
import { type ResourceKind } from '../kind.ts';

/** Scripts that run when notebook instances are created and started. */
export const notebookInstanceLifecycleConfig: ResourceKind = {
  name: 'NotebookInstanceLifecycleConfig',
  exists: ({ arn }) => validationError(`Notebook Instance Lifecycle Config already exists (${arn}).`),
  notFound: (key) =>
    validationError(
      `Unable to describe Notebook Instance Lifecycle Config '${key}'. (Details: Notebook Instance Lifecycle Config does not exist.)`,
    ),
  update: true,
};
