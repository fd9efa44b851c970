import { commandText } from './entryPoint.ts';
import { type HostEnded, type HostStep } from './hostSpec.ts';

/** What DescribeTrainingJob's `FailureReason` may hold. */
export const MAX_REASON = 1024;
const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};
const FALLBACK_LINES = 15;

/** A process's exit code as a shell and Docker tell it: 128 and the signal's number when a signal ended it. */
export function exitCodeOf(ended: Pick<HostEnded, 'exitCode' | 'signal'>): number {
  if (ended.exitCode !== null) return ended.exitCode;
  return ended.signal === null ? 1 : 128 + (SIGNALS[ended.signal] ?? 0);
}

/** The part of a program's last output that says why it failed: its last traceback, else its last lines. */
function errorText(tail: string): string {
  const lines = tail.trimEnd().split('\n');
  const traceback = lines.findLastIndex((line) =>
    // A group's members have tracebacks of their own, indented behind a line.
    /^(?:Traceback| {2}\+ Exception Group Traceback) \(most recent call last\)/.test(line),
  );
  if (traceback >= 0) return lines.slice(traceback).join('\n');
  // A syntax error in the script itself comes without that line.
  const error = lines.findLastIndex((line) => /^[A-Za-z_.]*(Error|Exception)\b/.test(line));
  const place = lines.findLastIndex((line, index) => index < error && line.startsWith('  File "'));
  if (place >= 0) return lines.slice(place, error + 1).join('\n');
  return lines.slice(-FALLBACK_LINES).join('\n');
}

function shortened(textToKeep: string, room: number): string {
  // The end of a traceback is the error itself.
  return textToKeep.length <= room ? textToKeep : `…${textToKeep.slice(textToKeep.length - room + 1)}`;
}

/**
 * The `FailureReason` of a job whose command failed, at most 1024 characters: what the script wrote into
 * `/opt/ml/output/failure`, else the toolkit's report with the end of the traceback.
 * @param base the folder that is `/opt/ml` to the script: the reason names paths as SageMaker's does, and has room for more
 */
export function failureReason(
  ended: HostEnded,
  step: HostStep,
  failureFile: string | undefined,
  base?: string,
): string {
  const code = exitCodeOf(ended);
  const end = `, exit code: ${code}`;
  if (failureFile !== undefined && failureFile.trim() !== '') {
    const own = failureFile.trim();
    const room = MAX_REASON - 'AlgorithmError: '.length - end.length;
    return `AlgorithmError: ${own.length <= room ? own : `${own.slice(0, room - 1)}…`}${end}`;
  }
  const full = commandText(step);
  const command = full.length <= 300 ? full : `${full.slice(0, 299)}…`;
  const head = `AlgorithmError: ${step.failure}:\nExitCode ${code}\nErrorMessage "`;
  const killed = code === 137 ? '\nExtraInfo "OutOfMemory: Process killed by SIGKILL (signal 9)"' : '';
  const foot = `"${killed}\nCommand "${command}"${end}`;
  const said = ended.startError ?? errorText(ended.tail);
  const why = base === undefined ? said : said.replaceAll(base, '/opt/ml');
  return head + shortened(why, MAX_REASON - head.length - foot.length) + foot;
}
