import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { conflict } from '../errors.ts';
import { generatedId } from '../generatedId.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { given, nameFromArn, strings } from '../members.ts';
import { requireStatus } from '../requireStatus.ts';

const SETTLED = ['Created', 'Updated', 'UpdateFailed'];

/** Domains whose default an app is must be there. */
function requireDomains(input: JsonObject, { find }: KindContext): void {
  for (const id of strings(input, 'DefaultDomainIdList')) {
    if (!find('Domain', id)) throw validationError(`Domain [${id}] does not exist.`);
  }
}

/** MLflow apps: their settings and statuses; this machine runs none. */
export const mlflowApp: ResourceKind = {
  name: 'MlflowApp',
  label: 'MLflow app',
  key: (input) => nameFromArn(text(input, 'Arn') ?? ''),
  newKey: () => `app-${generatedId(12, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`,
  create(input, context) {
    requireDomains(input, context);
    return {
      ModelRegistrationMode: 'AutoModelRegistrationDisabled',
      AccountDefaultStatus: 'DISABLED',
      MlflowVersion: '3.4.0',
      WeeklyMaintenanceWindowStart: 'Tue:03:30',
      ...input,
      Status: 'Creating',
    };
  },
  update(record, input, context) {
    requireStatus(record, 'Status', SETTLED, conflict, 'Updating');
    requireDomains(input, context);
    return {
      ...given(
        input,
        ...['Name', 'ArtifactStoreUri', 'ModelRegistrationMode', 'WeeklyMaintenanceWindowStart'],
        ...['DefaultDomainIdList', 'AccountDefaultStatus'],
      ),
      Status: 'Updating',
    };
  },
  delete(record) {
    const allowed = [...SETTLED, 'CreateFailed', 'DeleteFailed', 'Deleting'];
    requireStatus(record, 'Status', allowed, validationError, 'Deleting');
    return { Status: 'Deleting' };
  },
  deletingMs: 2000,
  settles: {
    Creating: { to: 'Created', afterMs: 4000 },
    Updating: { to: 'Updated', afterMs: 2000 },
  },
  filters: { DefaultForDomainId: '' },
  listed({ document }, input) {
    const domainId = text(input, 'DefaultForDomainId');
    return domainId === undefined || strings(document, 'DefaultDomainIdList').includes(domainId);
  },
  // Names may change, and two apps may share one: the key is the generated id.
  sorts: { Name: '$.Name' },
};
