import { ErrorReader } from './errorReader.ts';
import { laneLine } from './lanes.ts';
import { allErrors, errorName, type FoundError } from './programError.ts';
import { sentPath } from './sentPath.ts';

/**
 * All that the lines of one host say of failures, in the order in which it was said.
 * @param lines without escape sequences, one line each.
 */
export function readErrors(lines: readonly string[]): FoundError[] {
  const readers = new Map<string, ErrorReader>();
  lines.forEach((line, index) => {
    const { lane, text } = laneLine(line);
    const reader = readers.get(lane) ?? new ErrorReader(lane);
    readers.set(lane, reader);
    reader.push(text, index);
  });
  for (const reader of readers.values()) reader.end(lines.length - 1);
  return [...readers.values()].flatMap(({ found }) => found).sort((a, b) => a.last - b.last);
}

/** Errors of those who started the program that failed; why it failed stands elsewhere. */
const launchers = new Set(['ChildFailedError', 'CalledProcessError', 'ExecuteUserScriptError', 'SystemExit']);
/** What a process says when another one has failed. */
const consequences =
  /NCCL|Watchdog caught|Connection (?:reset|closed|refused)|Broken pipe|DistBackendError|RendezvousConnectionError|Gloo.{0,200}(?:closed|reset)/i;

/** Says only that another process has failed. */
export function isConsequence(error: FoundError): boolean {
  return launchers.has(errorName(error)) || consequences.test(error.error);
}

/** Whether the person's own code is among its frames, or those of what led to it. */
function isOwn(error: FoundError): boolean {
  return allErrors(error).some(({ frames }) => frames.some(({ file }) => sentPath(file) !== undefined));
}

/**
 * The one of a host's errors that ended it: with several writers the first of their last ones, with one its last; never one
 * that was survived, and one that only follows from another when there is nothing else.
 */
export function mainError(errors: readonly FoundError[]): FoundError | undefined {
  const ended = errors.filter(({ survived }) => !survived);
  for (const among of [
    ended.filter((error) => !isConsequence(error) && isOwn(error)),
    ended.filter((error) => !isConsequence(error)),
    ended.filter(isOwn),
    ended,
  ]) {
    const lastOfLanes = [...new Map(among.map((error) => [error.lane, error])).values()];
    const first = lastOfLanes.toSorted((a, b) => a.last - b.last)[0];
    if (first) return first;
  }
  return undefined;
}
