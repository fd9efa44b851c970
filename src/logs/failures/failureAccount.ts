import type { Explanation } from '../../analysis/failures/explain.ts';
import {
  firstLine,
  type FoundError,
  origin,
  type ProgramError,
} from '../../analysis/failures/programError.ts';
import { quotedMessage } from '../../analysis/failures/quotedMessage.ts';
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

/** The first line of why: `ValueError: no rows`, else what the program said last, else what SageMaker says. */
export function shortReason({ error, reason = '', status }: FailureAccount): string {
  const words = quotedMessage(reason)?.trimEnd().split('\n').at(-1)?.trim();
  // Without an error its last words are the nearest to one: `sys.exit("no rows")`.
  const known = [error ? firstLine(origin(error)) : words, reason.split('\n')[0]?.trim()];
  return known.find(Boolean) ?? `SageMaker says only that its status is ${status}`;
}
