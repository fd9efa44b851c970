interface SettingBase {
  readonly id: `sagemaker.${string}.${string}`;
  /** Markdown; says what it is for and what an empty value means. */
  readonly description: string;
  /** `machine` settings hold paths and programs, which a shared workspace must not choose. */
  readonly scope: 'machine' | 'machine-overridable' | 'window' | 'resource';
}
export interface TextSetting extends SettingBase {
  readonly type: 'string';
  readonly default: string;
}
export interface NumberSetting extends SettingBase {
  readonly type: 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}
export interface SwitchSetting extends SettingBase {
  readonly type: 'boolean';
  readonly default: boolean;
}
export type SettingSpec = TextSetting | NumberSetting | SwitchSetting;

/** Every setting, by the name that the code uses. The only place where setting ids are written. */
export const settings = {
  localPython: {
    id: 'sagemaker.local.python',
    type: 'string',
    default: '',
    scope: 'machine-overridable',
    description:
      'The Python that training jobs and endpoints run with on this machine. Empty: the interpreter selected in the Python ' +
      'extension, else `python3` on the PATH. Read when a window connects.',
  },
  localDataDirectory: {
    id: 'sagemaker.local.dataDirectory',
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'The folder where SageMaker on this machine keeps jobs, models, logs and S3 objects. Empty: a folder of your user account. ' +
      'The environment variable `SAGEMAKER_LOCAL_DATA_DIR` goes before it.',
  },
  localIdleExitMinutes: {
    id: 'sagemaker.local.idleExitMinutes',
    type: 'integer',
    default: 30,
    minimum: 0,
    maximum: 10080,
    scope: 'machine',
    description:
      'Minutes without a request, a running job or an endpoint after which the local engine stops by itself; it starts again when it ' +
      'is needed. `0`: it runs until you stop it.',
  },
  launchCodeLens: {
    id: 'sagemaker.launch.codeLens',
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Shows "Train on SageMaker…" above `if __name__ == "__main__":` in Python files.',
  },
  resourcesPageSize: {
    id: 'sagemaker.resources.pageSize',
    type: 'integer',
    default: 50,
    minimum: 1,
    maximum: 100,
    scope: 'window',
    description: 'How many resources of one kind the Resources view loads at a time.',
  },
  s3LargestFile: {
    id: 'sagemaker.s3.largestFile',
    type: 'integer',
    default: 50,
    minimum: 1,
    maximum: 1024,
    scope: 'window',
    description:
      'The largest S3 object, in megabytes, that opens in an editor, where it is held in memory as a whole. Larger ones can be ' +
      'downloaded.',
  },
  logsTimestamps: {
    id: 'sagemaker.logs.timestamps',
    type: 'boolean',
    default: false,
    scope: 'window',
    description:
      'Shows the time of each line in logs that are followed. `t` in their terminal changes it for one.',
  },
  logsLiveTail: {
    id: 'sagemaker.logs.liveTail',
    type: 'boolean',
    default: false,
    scope: 'window',
    description:
      'On AWS, hears of new log lines by StartLiveTail, which AWS bills by the minute for as long as a log is followed. Without, ' +
      'CloudWatch is asked for them every few seconds. On this machine lines are always heard of at once.',
  },
  progressNotification: {
    id: 'sagemaker.progress.notification',
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'Shows in a notification how far a job is that was launched from this window, once its log tells that. "Show Progress" does it ' +
      'for any job.',
  },
  launchSourceLimit: {
    id: 'sagemaker.launch.sourceLimit',
    type: 'integer',
    default: 50,
    minimum: 1,
    maximum: 10_000,
    scope: 'resource',
    description:
      'Megabytes of a source folder, before compression and without what is left out, above which a launch asks before it sends it.',
  },
} as const satisfies Record<string, SettingSpec>;
