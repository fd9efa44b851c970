import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';
import { requireDomain, requireMember } from './members.ts';

const DAY_MS = 86_400_000;
/** Of these an owner has one, named `default`. */
const SINGLE = new Set(['JupyterServer', 'JupyterLab', 'CodeEditor', 'Canvas', 'RStudioServerPro']);
/** These run in spaces only. */
const IN_SPACES = new Set(['JupyterLab', 'CodeEditor']);

function keyOf(input: JsonObject): string {
  const owner = text(input, 'UserProfileName') ?? text(input, 'SpaceName') ?? '';
  const type = (text(input, 'AppType') ?? '').toLowerCase();
  return [text(input, 'DomainId') ?? '', owner, type, text(input, 'AppName') ?? ''].join('/');
}

/** The user profile or space that an app runs for. */
function requireOwner(input: JsonObject, context: KindContext): ResourceRecord {
  const user = text(input, 'UserProfileName');
  const space = text(input, 'SpaceName');
  const domainId = text(input, 'DomainId') ?? '';
  if (user !== undefined && space === undefined) return requireMember('UserProfile', domainId, user, context);
  if (space !== undefined && user === undefined) return requireMember('Space', domainId, space, context);
  throw validationError('Exactly one of UserProfileName and SpaceName must be specified.');
}

function requireFitting(input: JsonObject, owner: ResourceRecord): void {
  const type = text(input, 'AppType') ?? '';
  if (SINGLE.has(type) && input['AppName'] !== 'default') {
    throw validationError(`The name of an app of type ${type} must be "default".`);
  }
  if (IN_SPACES.has(type) && owner.kind !== 'Space') {
    throw validationError(`An app of type ${type} runs in a space; SpaceName must be specified.`);
  }
  const settled = text(object(owner.document, 'SpaceSettings'), 'AppType');
  if (settled !== undefined && settled !== type) {
    throw validationError(`The space is for apps of type ${settled}, not ${type}.`);
  }
}

/** What an app runs on: as asked for, else as the owner's settings say, else the domain's, else AWS's default. */
function resourceSpec(input: JsonObject, owner: ResourceRecord, domain: ResourceRecord): JsonObject {
  const type = text(input, 'AppType') ?? '';
  const settings = [
    object(domain.document, owner.kind === 'Space' ? 'DefaultSpaceSettings' : 'DefaultUserSettings'),
    object(owner.document, owner.kind === 'Space' ? 'SpaceSettings' : 'UserSettings'),
  ];
  const [ofDomain, ofOwner] = settings.map((of) =>
    object(object(of, `${type}AppSettings`), 'DefaultResourceSpec'),
  );
  const asked = object(input, 'ResourceSpec');
  if (type === 'JupyterServer' && (asked?.['InstanceType'] ?? 'system') !== 'system') {
    throw validationError('JupyterServer apps support only the instance type "system".');
  }
  const InstanceType = type === 'JupyterServer' ? 'system' : 'ml.t3.medium';
  const spec = { InstanceType, ...ofDomain, ...ofOwner, ...asked };
  // AWS translates `system` for kernels.
  return type === 'KernelGateway' && spec.InstanceType === 'system' ? { ...spec, InstanceType } : spec;
}

/** Apps of Studio. A deleted one is listed for a day; its name is free at once. */
export const app: ResourceKind = {
  name: 'App',
  listOrder: 'Ascending',
  key: keyOf,
  exists: ({ arn }) => resourceInUse(`App [${arn}] already exists.`),
  notFound: (_key, arn) => resourceNotFound(`App [${arn}] does not exist.`),
  create(input, context) {
    const domain = requireDomain(input, context);
    const owner = requireOwner(input, context);
    requireFitting(input, owner);
    return {
      RecoveryMode: false,
      ...input,
      ResourceSpec: resourceSpec(input, owner, domain),
      Status: 'Pending',
    };
  },
  delete(record) {
    if (record.document['Status'] === 'Deleted') {
      throw resourceNotFound(`App [${record.arn}] has been deleted.`);
    }
    return { Status: 'Deleting' };
  },
  deletingMs: 1500,
  keepsDeletedMs: DAY_MS,
  settles: { Pending: { to: 'InService', afterMs: 2500 } },
};
