import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { conflict } from '../errors.ts';
import { generatedId } from '../generatedId.ts';
import { type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';
import { given, nameFromArn } from '../members.ts';
import { mergedMember } from '../merged.ts';
import { requireStatus } from '../requireStatus.ts';

const SETTLED = ['Available', 'UpdateFailed'];

/** SageMaker Partner AI apps: their settings and statuses; this machine runs none. */
export const partnerApp: ResourceKind = {
  name: 'PartnerApp',
  label: 'partner AI app',
  key: (input) => nameFromArn(text(input, 'Arn') ?? ''),
  newKey(input, { all }) {
    const token = text(input, 'ClientToken');
    // A create that is repeated finds what it made.
    for (const { name, document } of token === undefined ? [] : all('PartnerApp')) {
      if (document['ClientToken'] === token) return name;
    }
    return `app-${generatedId(12, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`;
  },
  create(input, { all }) {
    for (const { arn, document } of all('PartnerApp')) {
      if (document['Name'] === input['Name']) {
        throw conflict(
          `A partner AI app with the name ${text(input, 'Name') ?? ''} already exists (${arn}).`,
        );
      }
    }
    return {
      EnableIamSessionBasedIdentity: false,
      EnableAutoMinorVersionUpgrade: false,
      ...input,
      Status: 'Creating',
    };
  },
  update(record, input): JsonObject {
    requireStatus(record, 'Status', SETTLED, conflict, 'Updating');
    if (input['AppVersion'] !== undefined) {
      throw validationError('AppVersion must be the version of AvailableUpgrade, and there is no upgrade.');
    }
    return {
      ...given(input, 'Tier', 'EnableIamSessionBasedIdentity', 'EnableAutoMinorVersionUpgrade'),
      ...mergedMember(record.document, input, 'MaintenanceConfig'),
      ...mergedMember(record.document, input, 'ApplicationConfig'),
      Status: 'Updating',
    };
  },
  delete(record) {
    requireStatus(record, 'Status', [...SETTLED, 'Failed', 'Deleting'], conflict, 'Deleting');
    return { Status: 'Deleting' };
  },
  deletingMs: 2000,
  settles: {
    Creating: { to: 'Available', afterMs: 4000 },
    Updating: { to: 'Available', afterMs: 2000 },
  },
  describe: (record, { endpoint }) => ({ BaseUrl: localUrl(endpoint, 'partner-app', record.name) }),
};
