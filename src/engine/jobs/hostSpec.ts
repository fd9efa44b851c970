import { join } from 'node:path';
import { type ProcessIdentity } from './processIdentity.ts';

/*
 * The files by which the engine and the runner of one host talk, all in the host's folder. Whichever of them dies,
 * the other reads on: nothing that matters is only in a pipe or in memory.
 */

/** Class names that AWS's training toolkit gives a failure, by the step that failed. */
export type StepFailure = 'ExecuteUserScriptError' | 'InstallRequirementsError' | 'InstallModuleError';

/** One command; a job's steps run one after the other until one fails. */
export interface HostStep {
  readonly command: string;
  readonly args: readonly string[];
  readonly failure: StepFailure;
}

/** `spec.json`, written by the engine. */
export interface HostSpec {
  readonly steps: readonly HostStep[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The log stream's file. */
  readonly logFile: string;
  /** Seconds from the runner's start, `MaxRuntimeInSeconds`. */
  readonly maxRuntimeSeconds: number;
  /** Seconds from SIGTERM to SIGKILL. */
  readonly stopGraceSeconds: number;
}

/** `started.json`, written by the runner: who to look for, and whom to end when the runner is gone. */
export interface HostStarted {
  readonly runner: ProcessIdentity;
  readonly child?: ProcessIdentity;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** `ended.json`, the runner's last act. */
export interface HostEnded {
  readonly reason: 'exited' | 'stopped' | 'timeLimit';
  /** Index of the step that was the last to run. */
  readonly step: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why the command could not be started, when it could not. */
  readonly startError?: string;
  /** The last lines of the output, at most 64 KB. */
  readonly tail: string;
  /** Why lines could not be written to the log, when some could not. */
  readonly logError?: string;
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
}

export function hostFiles(root: string) {
  return {
    spec: join(root, 'spec.json'),
    /** Made by the first runner of a host; a second one that finds it goes away. */
    claim: join(root, 'claim'),
    started: join(root, 'started.json'),
    ended: join(root, 'ended.json'),
    /** Its being there asks the runner to stop. */
    stop: join(root, 'stop'),
    /** What the runner itself says, should it ever fail. */
    errors: join(root, 'runner.err'),
  };
}
