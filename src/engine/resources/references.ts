import { validationError } from '../http/awsError.ts';
import { resourceNotFound } from './errors.ts';
import { type KindContext } from './kind.ts';
import { type ResourceRecord } from './record.ts';

type Lookup = Pick<KindContext, 'find' | 'byArn' | 'region' | 'accountId'>;

/** What a request names by its name or its ARN; `undefined` when there is no such resource of that kind. */
export function named(context: Lookup, kind: string, nameOrArn: string): ResourceRecord | undefined {
  if (!nameOrArn.startsWith('arn:')) return context.find(kind, nameOrArn);
  const found = context.byArn(nameOrArn);
  return found?.kind === kind && found.region === context.region ? found : undefined;
}

/** The resource that a request refers to by name or ARN. @throws AwsError `ResourceNotFound` */
export function required(context: Lookup, kind: string, label: string, nameOrArn: string): ResourceRecord {
  const found = named(context, kind, nameOrArn);
  if (!found) throw resourceNotFound(`Could not find ${label} "${nameOrArn}".`);
  return found;
}

/** @throws AwsError AWS's `ValidationException` for a model that is not there */
export function requireModel(context: Lookup, name: string): ResourceRecord {
  const found = context.find('Model', name);
  if (found) return found;
  const arn = `arn:aws:sagemaker:${context.region}:${context.accountId}:model/${name}`;
  throw validationError(`Could not find model "${arn}".`);
}
