import type { DistributionView } from './launchDistribution.ts';
import type { ArgumentRow, BundleView, ChannelRow } from './launchInputs.ts';
import type { InstanceRow } from './launchInstances.ts';
import type { FieldPath, Problem } from './launchProblem.ts';
import type { SectionSpec } from './launchSections.ts';

/** The launch page: what it shows, and what it asks of the extension. The extension holds the truth; the page draws it. */

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
