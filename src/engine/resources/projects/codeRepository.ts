import { validationError } from '../../http/awsError.ts';
import { object } from '../../json.ts';
import { alreadyExisting } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';

/** Git repositories that notebooks can be given. */
export const codeRepository: ResourceKind = {
  name: 'CodeRepository',
  plural: 'CodeRepositories',
  listOrder: 'Ascending',
  listSort: 'Name',
  exists: alreadyExisting('CodeRepository'),
  notFound: (_key, arn) => validationError(`Cannot find CodeRepository: "${arn}"`),
  update: ({ document }, input) => ({
    GitConfig: { ...object(document, 'GitConfig'), ...object(input, 'GitConfig') },
  }),
};
