import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { resourceInUse } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';
import { given } from '../members.ts';
import { merged, mergedMember } from '../merged.ts';
import { requireStatus } from '../requireStatus.ts';
import { associated, below, liveApps, nextUid, requireDomain, requireMember } from './members.ts';

/** Whoever shares must own, and owners must be there. */
function requireOwner(input: JsonObject, context: KindContext): void {
  const owner = text(object(input, 'OwnershipSettings'), 'OwnerUserProfileName');
  if ((owner === undefined) !== (input['SpaceSharingSettings'] === undefined)) {
    throw validationError('OwnershipSettings and SpaceSharingSettings must be given together.');
  }
  if (owner !== undefined) requireMember('UserProfile', text(input, 'DomainId') ?? '', owner, context);
}

/** A volume is there from the beginning, of the domain's default size. */
function withStorage(settings: JsonObject | undefined, defaults: JsonObject | undefined): JsonObject {
  const ebs = object(object(defaults, 'SpaceStorageSettings'), 'DefaultEbsStorageSettings');
  const size = ebs?.['DefaultEbsVolumeSizeInGb'] ?? 5;
  return merged(
    { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: size } } },
    settings ?? {},
  );
}

/** Spaces: where the apps of one person, or of several together, run. */
export const space: ResourceKind = {
  name: 'Space',
  listOrder: 'Ascending',
  key: below('SpaceName'),
  create(input, context) {
    const { document } = requireDomain(input, context);
    requireOwner(input, context);
    const settings = object(input, 'SpaceSettings');
    const isPrivate = object(input, 'SpaceSharingSettings')?.['SharingType'] === 'Private';
    return {
      ...input,
      ...(isPrivate ? { SpaceSettings: withStorage(settings, object(document, 'DefaultUserSettings')) } : {}),
      HomeEfsFileSystemUid: nextUid(context, text(input, 'DomainId') ?? ''),
      Status: 'Pending',
    };
  },
  update(record, input) {
    requireStatus(record, 'Status', ['InService', 'Update_Failed'], resourceInUse, 'Updating');
    const before = text(object(record.document, 'SpaceSettings'), 'AppType');
    const after = text(object(input, 'SpaceSettings'), 'AppType');
    if (before !== undefined && after !== undefined && after !== before) {
      throw validationError(`The AppType of a space cannot be changed; it is ${before}.`);
    }
    return {
      ...given(input, 'SpaceDisplayName'),
      ...mergedMember(record.document, input, 'SpaceSettings'),
      Status: 'Updating',
    };
  },
  delete(record, _input, context) {
    const [domainId = '', name = ''] = record.name.split('/');
    if (liveApps(context, domainId, { SpaceName: name }).length > 0) {
      throw associated('Space', record, ['App(s)']);
    }
    return { Status: 'Deleting' };
  },
  deletingMs: 1000,
  settles: {
    Pending: { to: 'InService', afterMs: 1500 },
    Updating: { to: 'InService', afterMs: 800 },
  },
  describe(record, { endpoint }) {
    const { document } = record;
    return {
      Url: localUrl(endpoint, 'studio', ...record.name.split('/')),
      SpaceSettingsSummary: document['SpaceSettings'],
      SpaceSharingSettingsSummary: document['SpaceSharingSettings'],
      OwnershipSettingsSummary: document['OwnershipSettings'],
    };
  },
};
