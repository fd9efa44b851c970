import { AwsError, validationError } from '../http/awsError.ts';
import { type JsonObject } from '../json.ts';
import { type Behaviour } from './behaviour.ts';
import { type ResourceRecord } from './record.ts';

/** What a declaration may ask while it checks a request. */
export interface KindContext {
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The ARN that the resource has, or will have. */
  readonly arn: string;
  /** Another resource of the same region by kind and name. */
  readonly find: (kind: string, name: string) => ResourceRecord | undefined;
}

/**
 * One of SageMaker's kinds of resource, as data over the generic operations of `operations.ts`. Shapes and required
 * members come from the SDK's schemas; here stands only what they do not say.
 */
export interface ResourceKind {
  /** As in the operations' names: `TrainingJob` → `CreateTrainingJob`, `DescribeTrainingJob` … */
  readonly name: string;
  /** As in the list operation, where an `s` does not do. */
  readonly plural?: string;
  /** The resource part of its ARN: `training-job`. */
  readonly arnType: string;
  readonly nameMember: string;
  readonly arnMember: string;
  readonly statusMember?: string;
  /** The order that List has when the request does not say. */
  readonly listOrder: 'Ascending' | 'Descending';
  readonly exists: (record: ResourceRecord) => AwsError;
  readonly notFound: (name: string, arn: string) => AwsError;
  /** The first document, from the request without its tags. @throws AwsError when the request is to be refused. */
  readonly create: (input: JsonObject, context: KindContext) => JsonObject;
  /** What Update changes. @throws AwsError when it is not allowed now. */
  readonly update?: (record: ResourceRecord, input: JsonObject, context: KindContext) => JsonObject;
  /** What Stop changes at once; `undefined` when there is nothing to stop. @throws AwsError when it is not allowed now. */
  readonly stop?: (record: ResourceRecord, context: KindContext) => JsonObject;
  /** What Delete changes while it is under way. @throws AwsError when it is not allowed now. */
  readonly delete?: (record: ResourceRecord, context: KindContext) => JsonObject;
  /** Members that Describe answers beyond the document. */
  readonly describe?: (record: ResourceRecord, context: KindContext) => JsonObject;
  readonly behaviour?: Behaviour;
}

/** AWS's words where a name is taken, for most jobs. */
export function inUse(what: string): (record: ResourceRecord) => AwsError {
  return (record) =>
    new AwsError(
      'ResourceInUse',
      `${what} names must be unique within an AWS account and region, and a ${what.toLowerCase()} with this name already exists (${record.arn}).`,
    );
}

/** AWS's words where a name is taken, for models, endpoints and their configurations. */
export function alreadyExisting(what: string): (record: ResourceRecord) => AwsError {
  return (record) => validationError(`Cannot create already existing ${what} "${record.arn}".`);
}

/** AWS's words where there is no such model, endpoint or configuration. */
export function couldNotFind(what: string): (name: string, arn: string) => AwsError {
  return (_name, arn) => validationError(`Could not find ${what} "${arn}".`);
}
