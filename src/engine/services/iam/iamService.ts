import {
  AttachRolePolicy$,
  CreateRole$,
  DeleteRole$,
  DeleteRolePolicy$,
  DetachRolePolicy$,
  GetRole$,
  GetRolePolicy$,
  GetUser$,
  ListAttachedRolePolicies$,
  ListRolePolicies$,
  ListRoles$,
  ListRoleTags$,
  PutRolePolicy$,
  TagRole$,
  UntagRole$,
  UpdateAssumeRolePolicy$,
  UpdateRole$,
} from '@aws-sdk/client-iam';
import { type Service } from '../../http/message.ts';
import { awsQueryService } from '../../protocols/awsQuery.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { type Database } from '../../store/database.ts';
import { invalidInput } from './errors.ts';
import { roleOperations } from './roleOperations.ts';
import { rolePolicyOperations } from './rolePolicies.ts';
import { type Roles } from './roles.ts';
import { roleTagOperations } from './roleTags.ts';
import { getUser } from './user.ts';

/**
 * IAM, as far as roles for SageMaker go: nothing is refused by them, as the engine has one user.
 * @param accessKeyId the engine's own
 */
export function createIamService(db: Database, roles: Roles, accessKeyId: string): Service {
  return awsQueryService({
    signingNames: ['iam'],
    version: '2010-05-08',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    schemas: {
      ...{ CreateRole$, GetRole$, ListRoles$, UpdateRole$, UpdateAssumeRolePolicy$, DeleteRole$ },
      ...{ AttachRolePolicy$, DetachRolePolicy$, ListAttachedRolePolicies$ },
      ...{ PutRolePolicy$, GetRolePolicy$, ListRolePolicies$, DeleteRolePolicy$ },
      ...{ TagRole$, UntagRole$, ListRoleTags$, GetUser$ },
    },
    constraints: constraintsOf('iam'),
    invalidInput,
    handlers: {
      ...roleOperations(roles),
      ...rolePolicyOperations(roles),
      ...roleTagOperations(roles),
      GetUser: getUser(db, accessKeyId),
    },
  });
}
