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
  good: { icon: 'pass-filled', color: 'charts.green', inProgress: false },
  bad: { icon: 'error', color: 'charts.red', inProgress: false },
  warning: { icon: 'warning', color: 'charts.yellow', inProgress: false },
  ended: { icon: 'circle-slash', color: 'disabledForeground', inProgress: false },
} as const satisfies Record<string, Look>;

const lookOf: Readonly<Record<string, keyof typeof looks>> = {
  InProgress: 'working',
  Creating: 'working',
  Updating: 'working',
  SystemUpdating: 'working',
  RollingBack: 'working',
  Stopping: 'ending',
  Deleting: 'ending',
  Completed: 'good',
  Created: 'good',
  InService: 'good',
  Failed: 'bad',
  CreateFailed: 'bad',
  DeleteFailed: 'bad',
  UpdateRollbackFailed: 'bad',
  OutOfService: 'warning',
  Stopped: 'ended',
};

/** SageMaker uses the same status words for all kinds; one that is new to us is shown as it is. */
export function statusView(status: string): StatusView {
  const look = lookOf[status];
  if (look) return { words: words(status), ...looks[look] };
  return { words: words(status), icon: 'question', color: undefined, inProgress: status.endsWith('ing') };
}

/** `LaunchingMLInstances` → `Launching ML instances`. */
export function words(camelCase: string): string {
  const parts = camelCase.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [camelCase];
  return parts
    .map((part, index) => (index === 0 || /^[A-Z]{2,}$/.test(part) ? part : part.toLowerCase()))
    .join(' ');
}
