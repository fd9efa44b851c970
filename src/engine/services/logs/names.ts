import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type JsonObject, text } from '../../json.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup } from '../../store/logCatalog.ts';

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** `arn:aws:logs:region:account:log-group:name`, without the `:*` that policies want. */
export function groupArn(group: LogGroup, accountId: string): string {
  return `arn:aws:logs:${group.region}:${accountId}:log-group:${group.name}`;
}

/**
 * The group that a name or an ARN (with or without `:*`) names.
 * @throws AwsError `ResourceNotFoundException`, also for an ARN of another region or account.
 */
export function groupByIdentifier(logs: FileLogStore, identifier: string, request: EngineRequest): LogGroup {
  const arn = /^arn:[^:]+:logs:([^:]*):([^:]*):log-group:([^:]+)(?::\*)?$/.exec(identifier);
  if (!arn) return logs.group(request.scope.region, identifier);
  const [, region, account, name = ''] = arn;
  if (region !== request.scope.region || account !== request.accountId) {
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
  return logs.group(region, name);
}

/** The group of a request that has `logGroupName` or, newer, `logGroupIdentifier`. */
export function requestedGroup(logs: FileLogStore, input: JsonObject, request: EngineRequest): LogGroup {
  const name = text(input, 'logGroupName');
  const identifier = text(input, 'logGroupIdentifier');
  if (name !== undefined && identifier !== undefined) {
    throw invalidParameter('LogGroup name and LogGroup ARN are mutually exclusive parameters.');
  }
  if (identifier !== undefined) return groupByIdentifier(logs, identifier, request);
  if (name === undefined) {
    throw invalidParameter('Either logGroupName or logGroupIdentifier must be specified.');
  }
  return logs.group(request.scope.region, name);
}

/** A required string member; the input's check has made sure of it. */
export function required(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined) throw invalidParameter(`${member} is required.`);
  return value;
}
