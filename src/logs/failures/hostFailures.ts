import { exitCodeIn } from '../../analysis/failures/exitCode.ts';
import { firstLine, type FoundError, origin } from '../../analysis/failures/programError.ts';
import { quotedMessage } from '../../analysis/failures/quotedMessage.ts';
import { isConsequence, mainError, readErrors } from '../../analysis/failures/readErrors.ts';
import { hostOf } from '../text/hosts.ts';
import type { HostFailure } from './failureAccount.ts';
import type { StreamEnd } from './lastLines.ts';

/** How many of the last lines are looked through for a cause, and shown: what is farther back was survived. */
const tellingLines = 200;

/** What a host says of its end. */
export function hostFailure({ stream, lines, times }: StreamEnd): HostFailure {
  const error = mainError(readErrors(lines));
  const at = times[error?.last ?? times.length - 1];
  return {
    host: hostOf(stream),
    stream,
    lines: lines.slice(-tellingLines),
    ...(error && { error }),
    ...(at !== undefined && { at }),
  };
}

/**
 * The host whose failure ended the others: the first that failed by itself, and did not only lose its connection to another.
 * Undefined when several wrote and none says why.
 */
export function firstToFail(hosts: readonly HostFailure[]): HostFailure | undefined {
  const failed = hosts.filter(
    (host): host is HostFailure & { error: FoundError } => host.error !== undefined,
  );
  const byTime = failed.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
  return (
    byTime.find(({ error }) => !isConsequence(error)) ??
    byTime[0] ??
    (hosts.length === 1 ? hosts[0] : undefined)
  );
}

/** What a `FailureReason` quotes of the program's error: `… ErrorMessage "Traceback …"`. */
export function quotedError(reason: string): FoundError | undefined {
  return mainError(readErrors((quotedMessage(reason) ?? reason).split('\n')));
}

/**
 * Which errors farther back than the last lines may be what a job failed of: none where SageMaker says that it did not fail by
 * itself, was killed, or quotes the whole error; only the one that it quotes, where it does.
 */
export function soughtFartherBack(reason: string): ((error: FoundError) => boolean) | undefined {
  const code = exitCodeIn(reason);
  const isOwnFailure = /^AlgorithmError\b|See job logs/.test(reason);
  if (!isOwnFailure || (code !== undefined && (code < 1 || code > 127))) return undefined;
  const quoted = quotedError(reason);
  if (!quoted) return () => true;
  if (quoted.frames.length > 0) return undefined;
  const wanted = firstLine(quoted);
  return (error) => [error, origin(error)].some((one) => firstLine(one) === wanted);
}
