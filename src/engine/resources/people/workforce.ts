import { validationError } from '../../http/awsError.ts';
import { object, type JsonObject } from '../../json.ts';
import { conflict, resourceInUse } from '../errors.ts';
import { generatedId } from '../generatedId.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';
import { given } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { requireStatus } from '../requireStatus.ts';

/** The identity provider's secret is for the provider alone: it is not kept. */
function withoutSecret(input: JsonObject): JsonObject {
  const oidc = object(input, 'OidcConfig');
  if (!oidc) return {};
  const { ClientSecret: _secret, ...shown } = oidc;
  return { OidcConfig: shown };
}

function requireVpc(input: JsonObject): JsonObject {
  const vpc = object(input, 'WorkforceVpcConfig');
  if (!vpc) return {};
  // An empty configuration takes the workforce out of its VPC.
  if (Object.keys(vpc).length === 0) return { WorkforceVpcConfig: undefined };
  for (const member of ['VpcId', 'SecurityGroupIds', 'Subnets']) {
    if (vpc[member] === undefined) throw validationError(`WorkforceVpcConfig needs ${member}.`);
  }
  return { WorkforceVpcConfig: { ...vpc, VpcEndpointId: `vpce-${generatedId(17, '0123456789abcdef')}` } };
}

/** The work teams of a workforce. */
function teamsOf(record: ResourceRecord, { all }: KindContext): ResourceRecord[] {
  return [...all('Workteam')].filter(({ document }) => document['WorkforceArn'] === record.arn);
}

/** Where a workforce's people would work: a portal without a scheme, as AWS gives it. */
export function subDomain(endpoint: string, workforce: string): string {
  return localUrl(endpoint, 'labeling', workforce).replace(/^https?:\/\//, '');
}

/** The private workforce: one an account and region. */
export const workforce: ResourceKind = {
  name: 'Workforce',
  statusMember: 'Status',
  listOrder: 'Ascending',
  notFound: (key) => validationError(`No workforce called ${key} was found in your account.`),
  create(input, context) {
    for (const { arn } of context.all('Workforce')) {
      throw validationError(
        `You can have one private workforce in each region, and there is one already: ${arn}.`,
      );
    }
    if ((input['CognitoConfig'] === undefined) === (input['OidcConfig'] === undefined)) {
      throw validationError('Exactly one of CognitoConfig and OidcConfig must be specified.');
    }
    return {
      SourceIpConfig: { Cidrs: ['0.0.0.0/0', '::/0'] },
      IpAddressType: 'ipv4',
      ...input,
      ...withoutSecret(input),
      ...requireVpc(input),
      Status: 'Initializing',
    };
  },
  exists: ({ arn }) => validationError(`The workforce ${arn} already exists.`),
  update(record, input, context) {
    requireStatus(record, 'Status', ['Active', 'Failed'], conflict, 'Updating');
    if (input['OidcConfig'] !== undefined) {
      if (record.document['OidcConfig'] === undefined) {
        throw validationError('The workforce signs in with Amazon Cognito; OidcConfig cannot be given.');
      }
      if (teamsOf(record, context).length > 0) {
        throw validationError('OidcConfig can be updated only when the workforce has no work teams.');
      }
    }
    return {
      ...given(input, 'SourceIpConfig', 'IpAddressType'),
      ...withoutSecret(input),
      ...requireVpc(input),
      Status: 'Updating',
    };
  },
  delete(record, _input, context) {
    const [team] = teamsOf(record, context);
    if (team)
      throw resourceInUse(`The workforce cannot be deleted: the work team ${team.arn} belongs to it.`);
    return { Status: 'Deleting' };
  },
  deletingMs: 1000,
  settles: {
    Initializing: { to: 'Active', afterMs: 2000 },
    Updating: { to: 'Active', afterMs: 1000 },
  },
  describe: (record, { endpoint }) => ({ SubDomain: subDomain(endpoint, record.name) }),
};
