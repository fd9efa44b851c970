import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { LINE_BREAK } from './logBlock.ts';
import { encodeLogLine, type LogLine } from './logLine.ts';

export type LogEntry = LogLine;

/**
 * Appends lines to a stream's file, in one write where the system allows, and syncs them to disk. Synchronous, so that
 * two requests cannot interleave.
 */
export function appendEntries(path: string, entries: readonly LogEntry[]): void {
  const lines = entries.map((e) => encodeLogLine(e.timestamp, e.ingestionTime, e.message)).join('');
  const file = openSync(path, 'a+');
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    // A writer that crashed may have left a torn line: end it, lest the first new line be glued to it.
    const isTorn = size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== LINE_BREAK;
    const bytes = Buffer.from(isTorn ? `\n${lines}` : lines);
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
