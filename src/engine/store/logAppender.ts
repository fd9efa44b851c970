import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { LINE_BREAK } from './logBlock.ts';
import { encodeLogLine, type LogLine, TORN } from './logLine.ts';

export type LogEntry = LogLine;

/**
 * What must stand before the next line: a writer that crashed may have left a torn one, which must neither be shown nor
 * be glued to the next.
 * @param file open for reading too
 */
export function endOfTornLine(file: number): string {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== LINE_BREAK ? TORN : '';
}

/**
 * Appends lines to a stream's file, in one write where the system allows, and syncs them to disk. Synchronous, so that
 * two requests cannot interleave.
 */
export function appendEntries(path: string, entries: readonly LogEntry[]): void {
  const lines = entries.map((e) => encodeLogLine(e.timestamp, e.ingestionTime, e.message)).join('');
  const file = openSync(path, 'a+');
  try {
    const bytes = Buffer.from(endOfTornLine(file) + lines);
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
