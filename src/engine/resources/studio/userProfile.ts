import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { resourceInUse } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { mergedMember } from '../merged.ts';
import { type ResourceRecord } from '../record.ts';
import { requireStatus } from '../requireStatus.ts';
import { associated, below, inDomain, liveApps, nextUid, requireDomain } from './members.ts';

/** Single sign-on members stand exactly where the domain signs on so. */
function requireSignOn(input: JsonObject, { document }: ResourceRecord): void {
  const members = ['SingleSignOnUserIdentifier', 'SingleSignOnUserValue'];
  const sso = document['AuthMode'] === 'SSO';
  for (const member of members) {
    if (sso && input[member] === undefined) {
      throw validationError(`${member} is required when the domain's AuthMode is SSO.`);
    }
    if (!sso && input[member] !== undefined) {
      throw validationError(`${member} cannot be specified when the domain's AuthMode is IAM.`);
    }
  }
}

function requireUnused(record: ResourceRecord, context: KindContext): void {
  const domainId = text(record.document, 'DomainId') ?? '';
  const name = text(record.document, 'UserProfileName') ?? '';
  const spaces = inDomain(context, 'Space', domainId).filter(
    ({ document }) => object(document, 'OwnershipSettings')?.['OwnerUserProfileName'] === name,
  );
  const left = [
    ...(liveApps(context, domainId, { UserProfileName: name }).length > 0 ? ['App(s)'] : []),
    ...(spaces.length > 0 ? ['Space(s)'] : []),
  ];
  if (left.length > 0) throw associated('UserProfile', record, left);
}

/** The people of a Studio domain. */
export const userProfile: ResourceKind = {
  name: 'UserProfile',
  listOrder: 'Ascending',
  key: below('UserProfileName'),
  create(input, context) {
    requireSignOn(input, requireDomain(input, context));
    return {
      ...input,
      HomeEfsFileSystemUid: nextUid(context, text(input, 'DomainId') ?? ''),
      Status: 'Pending',
    };
  },
  update(record, input) {
    requireStatus(record, 'Status', ['InService', 'Update_Failed'], resourceInUse, 'Updating');
    return { ...mergedMember(record.document, input, 'UserSettings'), Status: 'Updating' };
  },
  delete(record, _input, context) {
    requireUnused(record, context);
    return { Status: 'Deleting' };
  },
  deletingMs: 1000,
  settles: {
    Pending: { to: 'InService', afterMs: 1500 },
    Updating: { to: 'InService', afterMs: 800 },
  },
};
