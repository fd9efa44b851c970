/** The launch page: what it shows, and what it asks of the extension. The extension holds the truth; the page draws it. */

/** Members and list indices from CreateTrainingJob's request down, `['ResourceConfig', 'InstanceType']`. */
export type FieldPath = readonly (string | number)[];

/** What stands wrong, and at which field. */
export interface Problem {
  /**
   * `request` with a path in AWS's request; or a field of the page: `script`, `hyperparameter` and `channel` with the
   * name as path, `bundle`, `page` for what has no field.
   */
  readonly field: 'request' | 'script' | 'hyperparameter' | 'channel' | 'bundle' | 'page';
  readonly path: FieldPath;
  readonly message: string;
  /** An error bars the launch; a warning does not. */
  readonly severity: 'error' | 'warning';
}

/** One argument of the script, or one that the person has added. */
export interface ArgumentRow {
  readonly name: string;
  readonly type: 'text' | 'int' | 'float' | 'bool';
  /** As typed; empty when the script's own default applies. */
  readonly value: string;
  /** The script's default as its source writes it. */
  readonly default: string | undefined;
  readonly choices: readonly string[];
  readonly help: string | undefined;
  readonly required: boolean;
  /** Why a hyperparameter cannot set it. */
  readonly unsettable: string | undefined;
  /** The argument group or command it stands in. */
  readonly group: string | undefined;
  /** The script declares it; what was added by hand can be removed. */
  readonly declared: boolean;
}

export interface ChannelRow {
  readonly name: string;
  /** A path on disk as the person sees it, or a URI. */
  readonly location: string;
  readonly kind: 'disk' | 's3' | 'fileSystem';
  /** `12 files, 3.4 MB`, `unchanged since the last launch`, or why it cannot be told. */
  readonly note: string;
  readonly inputMode: 'File' | 'Pipe' | 'FastFile';
  readonly distribution: 'FullyReplicated' | 'ShardedByS3Key';
}

/** What will be sent of the source folder. */
export interface BundleView {
  readonly folder: string;
  /** So far, while it is being counted; undefined before that. */
  readonly files: number | undefined;
  /** Before compression. */
  readonly bytes: number | undefined;
  /** It is still being counted. */
  readonly counting?: boolean;
  /** There is more than that: the count ended where no source code goes on. Such a folder is not sent. */
  readonly more?: boolean;
  readonly largest: readonly { readonly path: string; readonly bytes: number }[];
  /** What was left out and why, in words: `.venv (virtual environment, 1.2 GB)`. */
  readonly leftOut: readonly string[];
}

/** One row of the table of instances. */
export interface InstanceRow {
  readonly instanceType: string;
  /** `NVIDIA A10G`; undefined without accelerators. */
  readonly gpu: string | undefined;
  readonly gpuCount: number;
  /** GiB of one GPU, and of all; undefined where unknown or none. */
  readonly gpuMemoryGiB: number | undefined;
  readonly totalGpuMemoryGiB: number | undefined;
  readonly vCpu: number | undefined;
  readonly memoryGiB: number | undefined;
  readonly network: string | undefined;
  /** US dollars an hour on demand; undefined is unknown, never zero. */
  readonly usdPerHour: number | undefined;
  /** Instances that the account may run at once, and runs; undefined when not known. */
  readonly quota: number | undefined;
  readonly used: number | undefined;
  /** False when the region is known not to have it. */
  readonly available: boolean | undefined;
}

/** Rows, and where their figures are from. */
export interface InstanceFacts {
  readonly rows: readonly InstanceRow[];
  /** A sentence each: whose rates these are, how use was counted, what could not be asked. */
  readonly notes: readonly string[];
}

/** "Try here first": the same launch on this machine, and how it went. */
export interface TrialView {
  readonly jobName: string;
  readonly state: 'running' | 'completed' | 'stopped' | 'failed';
  /** Where the launch can go now: the label of the page's AWS connection; undefined where one has to be chosen first. */
  readonly sendTo: string | undefined;
}

/** A value to choose, with why it is offered. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string | undefined;
}

/** A member of the request as the form's folded part draws it; made from the SDK's schema and the API model's constraints. */
export interface FieldSpec {
  /** AWS's: the last step of its path. */
  readonly name: string;
  /** For people: `Max wait time in seconds`. */
  readonly label: string;
  readonly type: 'text' | 'number' | 'switch' | 'choice' | 'structure' | 'list' | 'map' | 'json';
  readonly required: boolean;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** Of a structure. */
  readonly members?: readonly FieldSpec[];
  /** What a list or map holds. */
  readonly element?: FieldSpec;
  readonly min?: number;
  readonly max?: number;
}

/** A field of a section, and where in the request it stands. */
export interface SectionField extends FieldSpec {
  readonly path: FieldPath;
}

/**
 * A folded part of the form: `Spot and checkpoints`, `Network and encryption`, `Debugger and profiler` … Together they hold
 * every member of the request but the hyperparameters; the first, `Job`, has those that the page draws itself.
 */
export interface SectionSpec {
  readonly title: string;
  readonly members: readonly SectionField[];
}

/** How several processes or hosts train together. */
export type DistributionStrategy =
  | 'torchrun'
  | 'mpi'
  | 'parameterServer'
  | 'multiWorkerMirrored'
  | 'torchXla'
  | 'dataParallel'
  | 'modelParallel';

/** What SageMaker's Python SDK calls `distribution`; it becomes hyperparameters that SageMaker's containers read. */
export interface DistributionView {
  readonly strategy: DistributionStrategy;
  /** Of MPI and model parallel. */
  readonly processesPerHost?: number;
  /** Of MPI, model parallel and data parallel: further options of `mpirun`, as text. */
  readonly mpiOptions?: string;
  /** Of model parallel: `mp_parameters`, a JSON object. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Of a cluster of several kinds of instances: the groups that train together. */
  readonly instanceGroups?: readonly string[];
}

/** Why there is no connection yet: it is being made, or could not be. */
export type ConnectionWait =
  | { readonly kind: 'connecting'; readonly step: string }
  | { readonly kind: 'failed'; readonly message: string; readonly advice: string | undefined };

export interface LaunchPage {
  /** While it waits for the connection, what is known of it without. */
  readonly connection: { readonly label: string; readonly billed: boolean; readonly region: string };
  readonly script: string;
  readonly scripts: readonly Choice[];
  /** Of a notebook: what was commented out of the script that is sent. */
  readonly notebook: { readonly leftOut: readonly string[] } | undefined;
  readonly arguments: readonly ArgumentRow[];
  /** What of the script could not be read, and why. */
  readonly scriptNotes: readonly string[];
  readonly bundle: BundleView;
  readonly channels: readonly ChannelRow[];
  readonly images: readonly Choice[];
  readonly roles: readonly Choice[];
  /** Of the instances' figures: where they are from, and what could not be asked. */
  readonly instanceNotes?: readonly string[];
  readonly fallbackInstanceTypes: readonly string[];
  readonly distribution: DistributionView | undefined;
  /** The job's name begins with it; a time follows. Setting `TrainingJobName` itself makes the name exactly that. */
  readonly baseJobName: string;
  /** The request's members as they are now, in AWS's form; fields read their values here. */
  readonly request: unknown;
  readonly sections: readonly SectionSpec[];
  readonly problems: readonly Problem[];
  /** The exact request as it will be sent, as JSON text. */
  readonly requestText: string;
  /** `$1.52 at most (1 h at $1.52/h)`, `Costs nothing on this machine`, `Rate unknown`. */
  readonly cost: string;
  /** What the metric definitions find in the last log, a line each. */
  readonly metricPreview: readonly string[];
  /** How it differs from the job that it was cloned from. */
  readonly differences: readonly string[];
  /** Notes that are guesses and say so. */
  readonly hints: readonly string[];
  /** What spot capacity has saved of late, as the last jobs tell: `Saved 68 % in the last 3 jobs`. */
  readonly spotNote: string | undefined;
  /** Whether "Debug here" is offered: the script is Python. Where VS Code has no debugger for it, that says what to install. */
  readonly canDebugHere: boolean;
  /** The last trial of this page on this machine. */
  readonly trial?: TrialView | undefined;
  /** While there is no connection: what only that tells is missing, and nothing can be sent. */
  readonly wait?: ConnectionWait | undefined;
  /** While something is sent: what it is at; the page is read-only meanwhile. */
  readonly busy: { readonly title: string; readonly step: string } | undefined;
}

/**
 * One change that the person has made. `request` sets a member: structures and lists on the way to it are made; undefined
 * removes it, and structures that are left empty by that (elements of lists stay). A value that is not of the member's type
 * is kept as it was typed, and the check says so at its field.
 */
export type LaunchEdit =
  | { readonly type: 'request'; readonly path: FieldPath; readonly value: unknown }
  | { readonly type: 'script'; readonly value: string }
  | { readonly type: 'hyperparameter'; readonly name: string; readonly value: string | undefined }
  /** One index past the last adds a channel; undefined removes one. */
  | { readonly type: 'channel'; readonly index: number; readonly value: Partial<ChannelRow> | undefined }
  | { readonly type: 'distribution'; readonly value: DistributionView | undefined }
  | { readonly type: 'baseJobName'; readonly value: string }
  | { readonly type: 'fallback'; readonly instanceTypes: readonly string[] };

export type CopyForm = 'json' | 'cli' | 'boto3' | 'sagemaker-sdk';

export interface LaunchChannel {
  readonly requests: {
    readonly edit: { readonly input: LaunchEdit; readonly answer: undefined };
    readonly instances: { readonly input: undefined; readonly answer: readonly InstanceRow[] };
    /** Opens VS Code's own dialog or S3 picker for a channel; answers where the person went, or undefined. */
    readonly browseChannel: {
      readonly input: { readonly index: number; readonly where: 'disk' | 's3' };
      readonly answer: undefined;
    };
    /** Opens VS Code's own dialog for the source folder. */
    readonly chooseSourceFolder: { readonly input: undefined; readonly answer: undefined };
    readonly createRole: { readonly input: undefined; readonly answer: undefined };
    /** Of a connection that could not be made: tries again, or shows where it is set up or what happened. */
    readonly mendConnection: {
      readonly input: 'again' | 'settings' | 'log';
      readonly answer: undefined;
    };
    readonly switchConnection: { readonly input: undefined; readonly answer: undefined };
    readonly launch: { readonly input: undefined; readonly answer: { readonly jobName: string } | undefined };
    readonly tryHere: {
      readonly input: { readonly minutes: number };
      readonly answer: { readonly jobName: string } | undefined;
    };
    /** After a trial: the same launch on AWS; asks for a connection where the page is on this machine. */
    readonly sendToAws: {
      readonly input: undefined;
      readonly answer: { readonly jobName: string } | undefined;
    };
    readonly debugHere: { readonly input: undefined; readonly answer: undefined };
    readonly cancel: { readonly input: undefined; readonly answer: undefined };
    readonly saveTask: { readonly input: undefined; readonly answer: undefined };
    readonly copyAs: { readonly input: CopyForm; readonly answer: undefined };
    readonly openScript: { readonly input: undefined; readonly answer: undefined };
  };
  readonly events: {
    readonly page: LaunchPage;
    /** Again, when prices, quotas or another connection's instances have come. */
    readonly instances: readonly InstanceRow[];
  };
}
