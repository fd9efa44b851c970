/*
 * A log stream is one file; an event is one line: `<timestamp>\t<ingestion time>\t<message>\n`, times in milliseconds
 * since the epoch, line breaks and backslashes inside the message escaped. Plain text, so that `tail -f` and `grep` serve.
 */

/**
 * Ends a line that a crash left torn, so that it is no event: an escape that no message has, twice, because the torn
 * line may itself end in a backslash.
 */
export const TORN = '\\!\\!\n';
const TORN_END = '!\\!';

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

/** One line of a stream's file, its line break included. */
export function encodeLogLine(timestamp: number, ingestionTime: number, message: string): string {
  const safe = /[\\\n\r]/.test(message)
    ? message.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : message;
  return `${timestamp}\t${ingestionTime}\t${safe}\n`;
}

/** The event of one line (without its line break); `undefined` for a line that a crash left torn. */
export function decodeLogLine(line: string): LogLine | undefined {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  if (first < 1 || second < 0) return undefined;
  const timestamp = Number(line.slice(0, first));
  const ingestionTime = Number(line.slice(first + 1, second));
  if (!Number.isSafeInteger(timestamp) || !Number.isSafeInteger(ingestionTime)) return undefined;
  const raw = line.slice(second + 1);
  if (raw.endsWith(TORN_END)) return undefined;
  const message = raw.includes('\\')
    ? raw.replace(/\\([\\nr])/g, (_, c: string) => (c === 'n' ? '\n' : c === 'r' ? '\r' : '\\'))
    : raw;
  return { timestamp, ingestionTime, message };
}
