/** How a status is shown. */
export interface StatusView {
  readonly words: string;
  /** A codicon's name. */
  readonly icon: string;
  /** A theme colour's id. */
  readonly color: string | undefined;
  /** It will change by itself, so it is worth asking again. */
  readonly inProgress: boolean;
}

type Look = Omit<StatusView, 'words'>;

const looks = {
  working: { icon: 'sync~spin', color: 'charts.blue', inProgress: true },
  ending: { icon: 'sync~spin', color: 'charts.yellow', inProgress: true },
  waiting: { icon: 'clock', color: 'charts.yellow', inProgress: false },
  good: { icon: 'pass-filled', color: 'charts.green', inProgress: false },
  bad: { icon: 'error', color: 'charts.red', inProgress: false },
  warning: { icon: 'warning', color: 'charts.yellow', inProgress: false },
  ended: { icon: 'circle-slash', color: 'disabledForeground', inProgress: false },
} as const satisfies Record<string, Look>;

/** Every word that SageMaker has for a status, by how it looks. */
const wordsOf: Readonly<Record<keyof typeof looks, readonly string[]>> = {
  working: [
    ...['InProgress', 'CreateInProgress', 'UpdateInProgress', 'MaintenanceInProgress', 'RollbackInProgress'],
    ...[
      'DeepHealthCheckInProgress',
      'Creating',
      'Updating',
      'SystemUpdating',
      'RollingBack',
      'InMaintenance',
    ],
    ...['Starting', 'Running', 'Executing', 'Initializing', 'Importing', 'Pending', 'PendingImport'],
  ],
  ending: ['Stopping', 'Deleting', 'DeleteInProgress', 'DeletePending', 'PendingDelete', 'ShuttingDown'],
  waiting: [
    ...['PendingManualApproval', 'PendingReview', 'PendingMaintenance', 'ReadyToDeploy', 'NotStarted'],
    'Draft',
  ],
  good: [
    ...['Completed', 'CreateCompleted', 'UpdateCompleted', 'MaintenanceComplete', 'Created', 'Updated'],
    ...[
      'InService',
      'Available',
      'Active',
      'Scheduled',
      'Started',
      'Deployed',
      'Succeeded',
      'Approved',
      'OK',
    ],
  ],
  bad: [
    ...[
      'Failed',
      'CreateFailed',
      'UpdateFailed',
      'DeleteFailed',
      'StartFailed',
      'StopFailed',
      'ImportFailed',
    ],
    ...['CreateRollbackFailed', 'UpdateRollbackFailed', 'DeleteRollbackFailed', 'MaintenanceFailed'],
    ...['Failure', 'Rejected'],
  ],
  warning: [
    ...['OutOfService', 'CompletedWithViolations', 'InAlert', 'Degraded', 'RollbackComplete', 'NotFound'],
    'Unknown',
  ],
  ended: [
    ...['Stopped', 'Cancelled', 'Expired', 'Archived', 'Deleted', 'DeleteCompleted', 'ContentDeleted'],
    'ExportJobsDeleted',
  ],
};

const letters = (status: string) => status.replaceAll('_', '').toLowerCase();
const known = new Map(
  Object.entries(wordsOf).flatMap(([look, statuses]) =>
    statuses.map((word) => [letters(word), { word, look: looks[look as keyof typeof looks] }] as const),
  ),
);

/**
 * How a status looks. SageMaker uses the same words for all kinds, in its spellings: `InProgress`, `INPROGRESS`,
 * `IN_PROGRESS`. One that is new to us is shown as it is.
 */
export function statusView(status: string): StatusView {
  const found = known.get(letters(status));
  if (found) return { words: words(found.word), ...found.look };
  return { words: words(status), icon: 'question', color: undefined, inProgress: /ing$/i.test(status) };
}

/** The same for a resource; undefined for one without a status. */
export function statusOf({ status }: { readonly status?: string | undefined }): StatusView | undefined {
  return status === undefined ? undefined : statusView(status);
}

/** `LaunchingMLInstances` → `Launching ML instances`, `IN_PROGRESS` → `In progress`. */
export function words(name: string): string {
  const parts = camelCased(name).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [name];
  return parts
    .map((part, index) => (index === 0 || /^[A-Z]{2,}$/.test(part) ? part : part.toLowerCase()))
    .join(' ');
}

/** Some kinds write in capitals, and not all of those with a mark between words. */
const unmarked: Readonly<Record<string, string>> = {
  INPROGRESS: 'InProgress',
  READYTODEPLOY: 'ReadyToDeploy',
};

/** `IN_PROGRESS`, `INPROGRESS` → `InProgress`; `Delete_Failed` → `DeleteFailed`. */
function camelCased(word: string): string {
  if (!/^[A-Z_]{3,}$/.test(word)) return word.replaceAll('_', '');
  return (
    unmarked[word] ??
    word
      .split('_')
      .map((part) => part.charAt(0) + part.slice(1).toLowerCase())
      .join('')
  );
}
