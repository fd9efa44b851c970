import type { OutputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { cutLine } from '../text/cut.ts';
import { readableJson } from '../text/jsonLine.ts';
import { messageLines, plainLine } from '../text/sanitize.ts';

/** A line of an event, safe to show, and its time: milliseconds since the epoch. */
export interface EventLine {
  readonly line: string;
  readonly time: number;
}

/** Only as much of a line as can be shown is kept of it: a stream's lines may have a megabyte each. */
export function eventLines({ timestamp = 0, message = '' }: OutputLogEvent): EventLine[] {
  return messageLines(message)
    .flatMap((line) => readable(plainLine(line)))
    .map((line) => ({ line: cutShort(line), time: timestamp }));
}

/** A structured line may hold a traceback. */
function readable(line: string): readonly string[] {
  return readableJson(line)?.split('\n') ?? [line];
}

function cutShort(line: string): string {
  const { text, note } = cutLine(line);
  return text + note;
}
