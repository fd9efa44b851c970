import type { LogEvent } from '../../follow/logSource.ts';
import type { LevelReader } from '../levelReader.ts';
import { recordSize, writeRecord } from './lineRecord.ts';

/** Events as a spool stores them: their lines' bytes, each with a newline behind it, and a record a line. */
export interface Encoded {
  readonly text: Buffer;
  readonly records: Buffer;
  readonly lines: number;
}

/**
 * @param offset where the text will begin in the file
 * @param streamOf the index of a stream's name
 */
export function encodeEvents(
  events: readonly LogEvent[],
  offset: number,
  streamOf: (name: string) => number,
  levels: LevelReader,
): Encoded {
  const messages = events.map(({ message }) => linesOf(message));
  const lines = messages.reduce((sum, { length }) => sum + length, 0);
  const records = Buffer.allocUnsafe(lines * recordSize);
  let text = '';
  let at = 0;
  let next = offset;
  for (const [index, { stream, timestamp, message }] of events.entries()) {
    const id = streamOf(stream);
    const parts = messages[index] ?? [];
    for (const [part, line] of parts.entries()) {
      writeRecord(records, at, {
        offset: next,
        time: timestamp,
        stream: id,
        level: levels.levelOf(id, line),
        continues: part > 0,
        newline: part === parts.length - 1 && message.endsWith('\n'),
      });
      text += line + '\n';
      next += Buffer.byteLength(line) + 1;
      at += recordSize;
    }
  }
  return { text: Buffer.from(text), records, lines };
}

/** The lines of a message as they are; the newline at its very end begins none. A carriage return stays. */
function linesOf(message: string): string[] {
  if (!message.includes('\n')) return [message];
  return (message.endsWith('\n') ? message.slice(0, -1) : message).split('\n');
}
