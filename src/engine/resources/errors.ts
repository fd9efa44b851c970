import { AwsError, validationError } from '../http/awsError.ts';
import { type ResourceRecord } from './record.ts';

function sentence(what: string): string {
  return what.charAt(0).toUpperCase() + what.slice(1);
}

/** AWS's words where a name is taken, for most kinds. */
export function inUse(what: string): (record: ResourceRecord) => AwsError {
  return (record) =>
    new AwsError(
      'ResourceInUse',
      `${sentence(what)} names must be unique within an AWS account and region, and a ${what} with this name already exists (${record.arn}).`,
    );
}

/** AWS's words where a name is taken, for models, endpoints and their configurations. */
export function alreadyExisting(what: string): (record: ResourceRecord) => AwsError {
  return (record) => validationError(`Cannot create already existing ${what} "${record.arn}".`);
}

/** AWS's words where there is no such model, endpoint or configuration. */
export function couldNotFind(what: string): (key: string, arn: string) => AwsError {
  return (_key, arn) => validationError(`Could not find ${what} "${arn}".`);
}

/** AWS's words where there is no such resource, for most kinds. */
export function notFound(what: string): (key: string, arn: string) => AwsError {
  return (_key, arn) => new AwsError('ResourceNotFound', `${sentence(what)} ${arn} does not exist.`);
}

/** What AWS answers when something that others depend on is to go, or a change does not fit the status. */
export function resourceInUse(message: string): AwsError {
  return new AwsError('ResourceInUse', message);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message);
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFound', message);
}

/** AWS's words where a name is taken, for the kinds that the registry, experiments and projects brought. */
export function alreadyExists(what: string): (record: ResourceRecord) => AwsError {
  return (record) => validationError(`${what} already exists: ${record.arn}`);
}

/** AWS's words where there is no such resource, for the same kinds. */
export function doesNotExist(what: string): (key: string, arn: string) => AwsError {
  return (_key, arn) => validationError(`${what} ${arn} does not exist.`);
}
