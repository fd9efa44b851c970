import { AssumeRole$, GetCallerIdentity$, GetSessionToken$ } from '@aws-sdk/client-sts';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest, type Service } from '../../http/message.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { awsQueryService, type RpcHandler } from '../../protocols/awsQuery.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { invalidInput } from '../iam/errors.ts';
import { trusts } from '../iam/policy.ts';
import { type Roles } from '../iam/roles.ts';
import { userArn } from '../iam/user.ts';
import { type TemporaryKey, type TemporaryKeys } from './temporaryKeys.ts';

const HOUR_SECONDS = 3600;

function credentials(key: TemporaryKey): JsonObject {
  return {
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secretAccessKey,
    SessionToken: key.sessionToken,
    Expiration: key.expiration,
  };
}

function caller(keys: TemporaryKeys, { scope, accountId }: EngineRequest): TemporaryKey['principal'] {
  const principal = keys.get(scope.accessKeyId)?.principal;
  return principal ?? { arn: userArn(accountId), userId: scope.accessKeyId };
}

function assumeRole(roles: Roles, keys: TemporaryKeys): RpcHandler {
  return (input, request) => {
    const arn = text(input, 'RoleArn') ?? '';
    const session = text(input, 'RoleSessionName') ?? '';
    const { arn: who } = caller(keys, request);
    const role = roles.byArn(arn);
    // AWS does not tell a role that is not there from one that does not trust.
    if (!role || !trusts(role.trust, who, request.accountId)) {
      throw new AwsError(
        'AccessDenied',
        `User: ${who} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
        403,
      );
    }
    const duration = number(input, 'DurationSeconds') ?? HOUR_SECONDS;
    if (duration > role.maxSessionDuration) {
      throw invalidInput('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
    const principal = {
      arn: `arn:aws:sts::${request.accountId}:assumed-role/${role.name}/${session}`,
      userId: `${role.id}:${session}`,
    };
    return {
      Credentials: credentials(keys.create(principal, duration)),
      AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    };
  };
}

/** STS: who am I, and temporary keys that this engine's services then take. */
export function createStsService(roles: Roles, keys: TemporaryKeys): Service {
  return awsQueryService({
    signingNames: ['sts'],
    version: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    schemas: { AssumeRole$, GetCallerIdentity$, GetSessionToken$ },
    constraints: constraintsOf('sts'),
    invalidInput,
    handlers: {
      GetCallerIdentity(_, request) {
        const { arn, userId } = caller(keys, request);
        return { UserId: userId, Account: request.accountId, Arn: arn };
      },
      AssumeRole: assumeRole(roles, keys),
      GetSessionToken(input, request) {
        if (keys.get(request.scope.accessKeyId)) {
          throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
        }
        const duration = number(input, 'DurationSeconds') ?? 12 * HOUR_SECONDS;
        return { Credentials: credentials(keys.create(caller(keys, request), duration)) };
      },
    },
  });
}
