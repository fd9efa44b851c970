import { validationError } from '../../http/awsError.ts';
import { conflict } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';
import { given } from '../members.ts';
import { requireStatus } from '../requireStatus.ts';

const STATUS = 'TrackingServerStatus';
const RUNNING = ['Created', 'Started', 'Updated', 'UpdateFailed', 'StopFailed'];
const RESTING = ['Stopped', 'StartFailed', 'CreateFailed', 'DeleteFailed'];

/** MLflow tracking servers: their settings and statuses; this machine runs none. */
export const mlflowTrackingServer: ResourceKind = {
  name: 'MlflowTrackingServer',
  label: 'tracking server',
  statusMember: STATUS,
  exists: ({ arn }) => validationError(`A tracking server with this name already exists (${arn}).`),
  create: (input) => ({
    TrackingServerSize: 'Small',
    MlflowVersion: '3.0.0',
    AutomaticModelRegistration: false,
    WeeklyMaintenanceWindowStart: 'Tue:03:30',
    ...input,
    [STATUS]: 'Creating',
    IsActive: 'Inactive',
  }),
  update(record, input) {
    requireStatus(record, STATUS, [...RUNNING, 'Stopped'], conflict, 'Updating');
    return {
      ...given(
        input,
        ...['ArtifactStoreUri', 'TrackingServerSize', 'AutomaticModelRegistration'],
        ...['WeeklyMaintenanceWindowStart', 'S3BucketOwnerAccountId', 'S3BucketOwnerVerification'],
      ),
      [STATUS]: 'Updating',
    };
  },
  start(record) {
    const stoppedUpdated = record.document['IsActive'] === 'Inactive' ? ['Updated'] : [];
    requireStatus(record, STATUS, ['Stopped', 'StartFailed', ...stoppedUpdated], conflict, 'Starting');
    return { [STATUS]: 'Starting' };
  },
  stop(record) {
    const running = record.document['IsActive'] === 'Active' ? RUNNING : [];
    requireStatus(record, STATUS, running, conflict, 'Stopping');
    return { [STATUS]: 'Stopping' };
  },
  delete(record) {
    requireStatus(record, STATUS, [...RUNNING, ...RESTING, 'Deleting'], validationError, 'Deleting');
    return { [STATUS]: 'Deleting' };
  },
  deletingMs: 2000,
  settles: {
    Creating: { to: 'Created', afterMs: 4000, change: () => ({ IsActive: 'Active' }) },
    Updating: { to: 'Updated', afterMs: 2000 },
    Starting: { to: 'Started', afterMs: 2000, change: () => ({ IsActive: 'Active' }) },
    Stopping: { to: 'Stopped', afterMs: 2000, change: () => ({ IsActive: 'Inactive' }) },
  },
  describe: (record, { endpoint }) => ({ TrackingServerUrl: localUrl(endpoint, 'mlflow', record.name) }),
};
