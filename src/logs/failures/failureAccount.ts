import type { Explanation } from '../../analysis/failures/explain.ts';
import type { FoundError, ProgramError } from '../../analysis/failures/programError.ts';
import type { S3Place } from '../../platform/s3Uri.ts';
import type { TailTarget } from '../tailTarget.ts';

/** What one host wrote at its end. */
export interface HostFailure {
  /** `algo-1`, an instance's id. */
  readonly host: string;
  readonly stream: string;
  /** Without escape sequences, oldest first. */
  readonly lines: readonly string[];
  /** What ended it, where its lines say so. */
  readonly error?: FoundError;
  /** When it said that, milliseconds since the epoch. */
  readonly at?: number;
}

/** The code that was sent. */
export interface SentSource {
  /** A gzip tar, or a single file. */
  readonly object?: S3Place;
  /** Where the code is within the archive: empty, or `code` of a model. */
  readonly folder: string;
  /** The entry point, relative to the code. */
  readonly script?: string;
}

/** All that is known of why a job or endpoint failed. */
export interface FailureAccount {
  readonly target: TailTarget;
  /** As a sentence starts with it: `Training job penguins-…`. */
  readonly title: string;
  readonly arn: string;
  /** SageMaker's word: `Failed`, `Stopped`. */
  readonly status: string;
  /** `MaxRuntimeExceeded`, where SageMaker says more than the status. */
  readonly secondaryStatus?: string;
  readonly reason?: string;
  readonly exitCode?: number;
  /** Milliseconds since the epoch. */
  readonly endedAt?: number;
  /** The host that failed first, where that can be told. */
  readonly host?: HostFailure;
  readonly hosts: readonly HostFailure[];
  /** More hosts than were read. */
  readonly unread: number;
  /** Why the log could not be read. */
  readonly logTrouble?: string;
  /** What ended it: that of `host`, or what the reason quotes. */
  readonly error?: ProgramError;
  /** The likeliest first. */
  readonly explanations: readonly Explanation[];
  readonly source: SentSource;
}

/** The first line of why: `ValueError: no rows`, else what SageMaker says. */
export function shortReason({ error, reason, status }: FailureAccount): string {
  const first = (error?.error ?? reason)?.split('\n')[0]?.trim();
  return first === undefined || first === '' ? `SageMaker says only that its status is ${status}` : first;
}
